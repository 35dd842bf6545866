import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { LogTail, type StoredEvent } from '@ledgerdesk/event-store';
import type { Observable } from 'rxjs';
import { firstValueFrom, mergeMap, ReplaySubject, take, toArray } from 'rxjs';
import { MemoryLog } from '../../../test/support/runtime/memory-log.js';
import { counted } from '../../../test/support/runtime/sample-projections.js';
import { serveTail } from './serve-tail.js';
import { SharedTail } from './shared-tail.js';

/** Lets messages between threads arrive, until a condition is true or they would have long done so. */
const turnsUntil = async (condition: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 1_000 && !condition(); turn += 1) await nextTurn();
};

describe('the tail of a log that another thread holds', () => {
  let log: MemoryLog;
  let tail: LogTail;
  let shared: SharedTail;
  let ports: readonly MessagePort[];
  let delivered: ReplaySubject<StoredEvent>;
  const add = (from: number, to: number): void => {
    for (let n = from; n <= to; n += 1) log.add(counted(n, 'a'));
  };
  const follow = (after: string): Observable<StoredEvent> =>
    shared
      .subscribe(after)
      .pipe(mergeMap((message): readonly StoredEvent[] => (message.kind === 'events' ? message.events : [])));
  const ids = async (count: number): Promise<readonly string[]> =>
    (await firstValueFrom(delivered.pipe(take(count), toArray()))).map(({ id }) => id);

  beforeEach(async () => {
    log = new MemoryLog();
    add(1, 3);
    tail = new LogTail(log, { limits: { events: 4, bytes: 1_000_000 } });
    const { port1, port2 } = new MessageChannel();
    ports = [port1, port2];
    serveTail(tail, port1);
    await nextTurn();
    shared = new SharedTail(port2, log);
    delivered = new ReplaySubject();
  });
  afterEach(() => {
    tail.close();
    for (const port of ports) port.close();
  });

  it('is followed without a read of the log', async () => {
    follow(await log.head()).subscribe(delivered);
    await nextTurn();
    add(4, 6);
    expect(await ids(3)).toEqual(['event-3', 'event-4', 'event-5']);
    expect(log.reads).toBe(0);
  });

  it('is met by a follower that begins further back, which reads pages of the log until then', async () => {
    follow('0').subscribe(delivered);
    await nextTurn();
    add(4, 20);
    expect(await ids(20)).toEqual(log.events.map(({ id }) => id));
    expect(log.reads).toBeGreaterThan(0);
  });

  it('gives each event once, however the appends fall between requests', async () => {
    follow(await log.head()).subscribe(delivered);
    for (let n = 4; n <= 60; n += 1) {
      add(n, n);
      if (n % 3 === 0) await nextTurn();
    }
    expect(await ids(57)).toEqual(log.events.slice(3).map(({ id }) => id));
  });

  it('ends with the tail', async () => {
    const completed = jest.fn();
    follow(await log.head()).subscribe({ complete: completed });
    await nextTurn();
    tail.close();
    await turnsUntil(() => completed.mock.calls.length > 0);
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('is no longer followed by the other thread once the port is closed', async () => {
    expect(tail.position).toBeDefined();
    shared.close();
    await turnsUntil(() => tail.position === undefined);
    expect(tail.position).toBeUndefined();
  });
});
