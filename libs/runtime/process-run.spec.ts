import { setImmediate as nextTurn } from 'node:timers/promises';
import { filter, firstValueFrom } from 'rxjs';
import type { Position } from '@ledgerdesk/kernel';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { ManualTime } from '../../test/support/manual-time.js';
import type { Process } from './process.js';
import { ProcessRun, type ProcessStatus } from './process-run.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { counted, decode } from '../../test/support/runtime/sample-projections.js';

describe('a process', () => {
  let log: MemoryLog;
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  let seen: string[];
  let faults: Error[];
  let run: ProcessRun;

  /** Notes what it sees, asks for a message for each event, and fails as often as it is told to. */
  const noting = (differing: Partial<Process> = {}): Process => ({
    name: 'noting',
    handles: ['Counted'],
    startFrom: 'start',
    react: async ({ id }) => {
      const fault = faults.shift();
      if (fault) throw fault;
      seen.push(id);
      return [{ id: `for ${id}`, channel: 'mail', topic: 'all', payload: '{}', createdAt: '2026-11-02T08:00:00.000Z' }];
    },
    ...differing,
  });

  const start = async (process = noting()): Promise<void> => {
    run = new ProcessRun({ process, log, outbox, decode, timers: time });
    await run.start();
  };
  const told = (wanted: (status: ProcessStatus) => boolean) => firstValueFrom(run.status.pipe(filter(wanted)));
  const at = (position: Position) => told((status) => status.position === position);

  beforeEach(() => {
    log = new MemoryLog();
    outbox = new InMemoryOutbox();
    time = new ManualTime('2026-11-02T08:00:00.000Z');
    seen = [];
    faults = [];
  });
  afterEach(() => run.stop());

  it('sees past and present, each event once and in order, and notes what follows with its place', async () => {
    log.add(counted(1, 'a'), counted(2, 'a'));
    await start();
    const head = log.add(counted(3, 'a'));
    await at(head);
    expect(seen).toEqual(['event-0', 'event-1', 'event-2']);
    expect(outbox.ids()).toEqual(['for event-0', 'for event-1', 'for event-2']);
    expect(await outbox.loadCheckpoint('noting')).toEqual({ logId: 'log-1', position: head });
  });

  it('goes on where it was', async () => {
    await start();
    await at(log.add(counted(1, 'a')));
    await run.stop();
    const head = log.add(counted(2, 'a'));
    await start();
    await at(head);
    expect(seen).toEqual(['event-0', 'event-1']);
  });

  it('leaves the past alone where it would bother people, on each log that it sees for the first time', async () => {
    log.add(counted(1, 'a'));
    await start(noting({ startFrom: 'head' }));
    await at(log.add(counted(2, 'a')));
    await run.stop();
    log = new MemoryLog('log-2');
    log.add(counted(3, 'a'), counted(4, 'a'), counted(5, 'a'));
    await start(noting({ startFrom: 'head' }));
    await at(log.add(counted(6, 'a')));
    expect(seen).toEqual(['event-1', 'event-3']);
  });

  it('tries again what fails, later and later, says so, and loses nothing', async () => {
    faults = [new Error('no'), new Error('not yet')];
    await start();
    const head = log.add(counted(1, 'a'), counted(2, 'a'));
    expect(await told(({ state }) => state === 'failing')).toMatchObject({
      trouble: { message: 'no', eventId: 'event-0' },
    });
    await time.advance(1_000);
    expect(await told(({ trouble }) => trouble?.message === 'not yet')).toMatchObject({ state: 'failing' });
    await time.advance(1_999);
    expect(seen).toEqual([]);
    await time.advance(1);
    expect(await at(head)).toEqual({ name: 'noting', state: 'running', position: head });
    expect(seen).toEqual(['event-0', 'event-1']);
  });

  it('notes what came before an event that fails, and nothing of that event', async () => {
    await start();
    await at(log.add(counted(1, 'a')));
    faults = [new Error('no')];
    log.add(counted(2, 'a'));
    await told(({ state }) => state === 'failing');
    await nextTurn();
    expect(outbox.ids()).toEqual(['for event-0']);
    await run.stop();
    expect(await outbox.loadCheckpoint('noting')).toMatchObject({ position: '3' });
  });

  it('tries to note again where that fails, without doing the rest again', async () => {
    outbox.fault = new Error('disk full');
    await start(noting()).catch(() => undefined);
    await start();
    outbox.fault = new Error('disk full');
    const head = log.add(counted(1, 'a'));
    await told(({ state }) => state === 'failing');
    await time.advance(1_000);
    await at(head);
    expect([seen, outbox.ids()]).toEqual([['event-0'], ['for event-0']]);
  });

  it('goes on after its subscription was cut', async () => {
    await start();
    await at(log.add(counted(1, 'a')));
    log.cut();
    const head = log.add(counted(2, 'a'));
    await time.advance(1_000);
    await at(head);
    expect(seen).toEqual(['event-0', 'event-1']);
  });
});
