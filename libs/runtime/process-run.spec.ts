import { setImmediate as nextTurn } from 'node:timers/promises';
import { filter, firstValueFrom } from 'rxjs';
import type { StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { ManualTime } from '../../test/support/manual-time.js';
import type { Process } from './process.js';
import { ProcessRun, type ProcessStatus } from './process-run.js';
import { lossAccepted, MemoryLog } from '../../test/support/runtime/memory-log.js';
import { counted, decode } from '../../test/support/runtime/sample-projections.js';

describe('process run', () => {
  let log: MemoryLog;
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  let handled: string[];
  let errors: Error[];
  let run: ProcessRun;

  /** Records each event, queues a message for it, and throws the next of `errors`. */
  const recording = (overrides: Partial<Process> = {}): Process => ({
    name: 'recording',
    handles: ['Counted'],
    startFrom: 'start',
    react: async ({ id }) => {
      const error = errors.shift();
      if (error) throw error;
      handled.push(id);
      return [{ id: `for ${id}`, channel: 'mail', topic: 'all', payload: '{}', createdAt: '2026-11-02T08:00:00.000Z' }];
    },
    ...overrides,
  });

  const start = async (process = recording()): Promise<void> => {
    run = new ProcessRun({ process, log, outbox, decode, timers: time });
    await run.start();
  };
  const statusWhere = (matches: (status: ProcessStatus) => boolean) => firstValueFrom(run.status.pipe(filter(matches)));
  const at = (position: Position) => statusWhere((status) => status.position === position);

  beforeEach(() => {
    log = new MemoryLog();
    outbox = new InMemoryOutbox();
    time = new ManualTime('2026-11-02T08:00:00.000Z');
    handled = [];
    errors = [];
  });
  afterEach(() => run.stop());

  it('handles past and new events once, in order, and saves messages with the checkpoint', async () => {
    log.add(counted(1, 'a'), counted(2, 'a'));
    await start();
    const head = log.add(counted(3, 'a'));
    await at(head);
    expect(handled).toEqual(['event-0', 'event-1', 'event-2']);
    expect(outbox.ids()).toEqual(['for event-0', 'for event-1', 'for event-2']);
    expect(await outbox.loadCheckpoint('recording')).toEqual({
      logId: 'log-1',
      position: head,
      eventId: 'event-2',
      epoch: 0,
    });
  });

  it('saves the checkpoint of events that do not concern it within a second, once for all of them', async () => {
    const save = jest.spyOn(outbox, 'saveCheckpoint');
    await start(recording({ isConcerned: () => false }));
    const saved = save.mock.calls.length;
    for (let n = 1; n < 5; n += 1) await at(log.add(counted(n, 'a')));
    await time.advance(999);
    const head = log.add(counted(5, 'a'));
    await at(head);
    expect(save).toHaveBeenCalledTimes(saved);
    await time.advance(1);
    expect(save).toHaveBeenCalledTimes(saved + 1);
    expect(await outbox.loadCheckpoint('recording')).toMatchObject({ position: head, eventId: 'event-4' });
    await time.advance(60_000);
    expect(save).toHaveBeenCalledTimes(saved + 1);
  });

  it('neither decodes nor handles an event that does not concern it, and moves on', async () => {
    const process = recording({ isConcerned: ({ id }) => id !== 'event-1' });
    const decoded = jest.fn(decode);
    run = new ProcessRun({ process, log, outbox, decode: decoded, timers: time });
    await run.start();
    const head = log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
    await at(head);
    expect(handled).toEqual(['event-0', 'event-2']);
    expect(decoded).toHaveBeenCalledTimes(2);
  });

  it('opens the events that concern it one by one, and retries one that cannot be opened', async () => {
    const process = recording({ isConcerned: ({ id }) => id !== 'event-0' });
    const subscribe = jest.fn(log.subscribe.bind(log));
    const open = jest.fn(async (stored: StoredEvent) => decode(stored));
    open.mockRejectedValueOnce(new Error('The key store cannot be reached.'));
    run = new ProcessRun({ process, log, subscribe, outbox, decode: open, timers: time });
    await run.start();
    const failing = statusWhere(({ state }) => state === 'failing');
    const head = log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
    expect((await failing).trouble).toMatchObject({ message: 'The key store cannot be reached.', eventId: 'event-1' });
    const done = at(head);
    await time.advance(1_000);
    await done;
    expect(handled).toEqual(['event-1', 'event-2']);
    expect(subscribe).toHaveBeenCalledTimes(1);
    expect(open).toHaveBeenCalledTimes(3);
  });

  it('prepares the events of a page that concern it together, and goes on if that fails', async () => {
    const process = recording({ isConcerned: ({ id }) => id !== 'event-1' });
    const prepare = jest.fn(async (_events: readonly StoredEvent[]) => {
      throw new Error('The key store cannot be reached.');
    });
    const head = log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
    run = new ProcessRun({ process, log, prepare, outbox, decode, timers: time });
    await run.start();
    await at(head);
    await at(log.add(counted(4, 'a')));
    expect(prepare.mock.calls.map(([events]) => events.map(({ id }) => id))).toEqual([['event-0', 'event-2']]);
    expect(handled).toEqual(['event-0', 'event-2', 'event-3']);
  });

  it('saves the checkpoint of an event that it has handled at once, with messages or without', async () => {
    await start(recording({ react: async () => [] }));
    const head = log.add(counted(1, 'a'));
    await at(head);
    expect(await outbox.loadCheckpoint('recording')).toMatchObject({ position: head });
  });

  it('saves the checkpoint of events that do not concern it when it stops', async () => {
    await start(recording({ isConcerned: () => false }));
    const head = log.add(counted(1, 'a'));
    await at(head);
    await run.stop();
    expect(await outbox.loadCheckpoint('recording')).toMatchObject({ position: head });
  });

  it('lets other work run in between while it catches up, even if its reactions do not wait', async () => {
    log.add(...Array.from({ length: 500 }, (_, n) => counted(n + 1, 'a')));
    await start();
    const seen = new Set<number>();
    while (handled.length < 500) {
      await nextTurn();
      seen.add(handled.length);
    }
    expect(seen.size).toBeGreaterThan(5);
  });

  it('queues messages with the log and the epoch of their events', async () => {
    log.add(counted(1, 'a'));
    await start();
    await at(log.add(counted(2, 'a')));
    await run.stop();
    const head = log.add(lossAccepted(1), counted(3, 'a'));
    await start();
    await at(head);
    const originOf = async (id: string) => (await outbox.message(id))?.origin;
    expect(await Promise.all(outbox.ids().map(originOf))).toEqual(
      [0, 0, 1].map((epoch) => ({ logId: 'log-1', epoch })),
    );
  });

  it('resumes from its checkpoint', async () => {
    await start();
    await at(log.add(counted(1, 'a')));
    await run.stop();
    const head = log.add(counted(2, 'a'));
    await start();
    await at(head);
    expect(handled).toEqual(['event-0', 'event-1']);
  });

  it('skips past events of a new log if it starts from the head', async () => {
    log.add(counted(1, 'a'));
    await start(recording({ startFrom: 'head' }));
    await at(log.add(counted(2, 'a')));
    await run.stop();
    log = new MemoryLog('log-2');
    log.add(counted(3, 'a'), counted(4, 'a'), counted(5, 'a'));
    await start(recording({ startFrom: 'head' }));
    await at(log.add(counted(6, 'a')));
    expect(handled).toEqual(['event-1', 'event-3']);
  });

  it('retries a failed event with backoff, reports it, and loses no event', async () => {
    errors = [new Error('no'), new Error('not yet')];
    await start();
    const head = log.add(counted(1, 'a'), counted(2, 'a'));
    expect(await statusWhere(({ state }) => state === 'failing')).toMatchObject({
      trouble: { message: 'no', eventId: 'event-0' },
    });
    await time.advance(1_000);
    expect(await statusWhere(({ trouble }) => trouble?.message === 'not yet')).toMatchObject({ state: 'failing' });
    await time.advance(1_999);
    expect(handled).toEqual([]);
    await time.advance(1);
    expect(await at(head)).toEqual({ name: 'recording', state: 'running', position: head });
    expect(handled).toEqual(['event-0', 'event-1']);
  });

  it('saves the checkpoint before an event that fails, and no message for that event', async () => {
    await start();
    await at(log.add(counted(1, 'a')));
    errors = [new Error('no')];
    log.add(counted(2, 'a'));
    await statusWhere(({ state }) => state === 'failing');
    await nextTurn();
    expect(outbox.ids()).toEqual(['for event-0']);
    await run.stop();
    expect(await outbox.loadCheckpoint('recording')).toMatchObject({ position: '3' });
  });

  it('retries a failed checkpoint without handling the event again', async () => {
    await start();
    outbox.error = new Error('disk full');
    const head = log.add(counted(1, 'a'));
    await statusWhere(({ state }) => state === 'failing');
    await time.advance(1_000);
    await at(head);
    expect([handled, outbox.ids()]).toEqual([['event-0'], ['for event-0']]);
  });

  it('resubscribes after its subscription fails', async () => {
    await start();
    await at(log.add(counted(1, 'a')));
    log.failSubscriptions();
    const head = log.add(counted(2, 'a'));
    await time.advance(1_000);
    await at(head);
    expect(handled).toEqual(['event-0', 'event-1']);
  });

  describe('of a log that lost events which it has handled', () => {
    /** Handles two events, then continues with a log that has other events in their place. */
    const lose = async (process: Process): Promise<void> => {
      log.add(counted(1, 'a'), counted(2, 'a'));
      await outbox.saveCheckpoint('recording', { logId: 'log-1', position: '6', eventId: 'event-1', epoch: 0 });
      log = new MemoryLog();
      log.add({ ...counted(3, 'a'), id: 'new-0' }, { ...counted(4, 'a'), id: 'new-1' });
      await start(process);
    };
    const accept = () => log.add(lossAccepted(1));

    it.each(['mail', undefined])('handles nothing until the loss is accepted (sends to %p)', async (sendsTo) => {
      await lose(recording(sendsTo === undefined ? {} : { sendsTo }));
      expect(await statusWhere(() => true)).toMatchObject({
        state: 'failing',
        trouble: { message: expect.stringContaining('accept-loss') as string },
      });
      await time.advance(60_000);
      expect([handled, outbox.ids()]).toEqual([[], []]);
      expect(await outbox.loadCheckpoint('recording')).toMatchObject({ eventId: 'event-1' });
    });

    it('starts over after that if its reactions stay inside', async () => {
      await lose(recording());
      const head = accept();
      await time.advance(1_000);
      await at(head);
      expect(handled).toEqual(['new-0', 'new-1']);
      expect(await outbox.loadCheckpoint('recording')).toMatchObject({ epoch: 1 });
    });

    it('waits after that if it sends to the outside, until its checkpoint is moved', async () => {
      await lose(recording({ sendsTo: 'mail' }));
      const head = accept();
      await time.advance(1_000);
      expect(await statusWhere(({ state }) => state === 'waiting')).toMatchObject({
        trouble: { message: expect.stringContaining('ledgerdesk checkpoint recording --at head') as string },
      });
      await time.advance(60_000);
      expect(handled).toEqual([]);
      await outbox.saveCheckpoint('recording', { logId: 'log-1', position: '3', eventId: 'new-0', epoch: 1 });
      await time.advance(5_000);
      expect(await at(head)).toMatchObject({ state: 'running' });
      expect(handled).toEqual(['new-1']);
    });

    it('completes a checkpoint of version 0.1.0 with its event', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'));
      await outbox.saveCheckpoint('recording', { logId: 'log-1', position: '3' });
      await start(recording({ handles: [] }));
      expect(await outbox.loadCheckpoint('recording')).toMatchObject({ position: '3', eventId: 'event-0', epoch: 0 });
    });
  });

  describe('whose start fails', () => {
    const unavailable = async (): Promise<never> => {
      throw new Error('The database is down.');
    };
    afterEach(() => jest.restoreAllMocks());

    it('is started again with backoff, says so meanwhile, and handles every event once', async () => {
      const head = log.add(counted(1, 'a'));
      const load = jest.spyOn(outbox, 'loadCheckpoint').mockImplementation(unavailable);
      await start();
      expect(await statusWhere(() => true)).toEqual({
        name: 'recording',
        state: 'failing',
        position: '0',
        trouble: { message: 'The database is down.' },
      });
      await time.advance(1_000);
      load.mockRestore();
      await time.advance(1_999);
      expect(handled).toEqual([]);
      await time.advance(1);
      expect(await at(head)).toEqual({ name: 'recording', state: 'running', position: head });
      expect(handled).toEqual(['event-0']);
    });

    it('handles the events recorded since its first attempt if it starts from the head', async () => {
      log.add(counted(1, 'a'));
      outbox.error = new Error('disk full');
      await start(recording({ startFrom: 'head' }));
      const head = log.add(counted(2, 'a'));
      await time.advance(1_000);
      await at(head);
      expect(handled).toEqual(['event-1']);
    });

    it('keeps its checkpoint if it is stopped before it has started', async () => {
      const checkpoint = { logId: 'log-1', position: log.add(counted(1, 'a')) };
      await outbox.saveCheckpoint('recording', checkpoint);
      const load = jest.spyOn(outbox, 'loadCheckpoint').mockImplementation(unavailable);
      await start();
      await run.stop();
      load.mockRestore();
      expect(await outbox.loadCheckpoint('recording')).toEqual(checkpoint);
      await time.advance(60_000);
      expect(handled).toEqual([]);
    });
  });
});
