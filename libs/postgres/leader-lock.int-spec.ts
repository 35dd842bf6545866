import type { Timers } from '@ledgerdesk/kernel';
import { filter, firstValueFrom } from 'rxjs';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { clientConfig } from './client-config.js';
import { AdvisoryLock, openLeaderLock } from './leader-lock.js';

type LockTimers = Pick<Timers, 'after'>;

let server: PostgresServer;
let locks: AdvisoryLock[];
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());
beforeEach(() => {
  locks = [];
});
afterEach(async () => {
  for (const lock of locks) await lock.release();
});

/** Timers that fire on the next turn of the event loop. */
const immediate: LockTimers = {
  after: (_ms, callback) => {
    const timer = setImmediate(callback);
    return () => clearImmediate(timer);
  },
};

const open = (name: string, { url = server.url, schema = 'ledgerdesk', timers = immediate } = {}): AdvisoryLock => {
  const lock = openLeaderLock({ url, schema }, name, timers);
  locks.push(lock);
  return lock;
};
const isHeld = (lock: AdvisoryLock): Promise<boolean> => firstValueFrom(lock.held);
const acquired = (lock: AdvisoryLock): Promise<boolean> => firstValueFrom(lock.held.pipe(filter((held) => held)));
const lost = (lock: AdvisoryLock): Promise<boolean> => firstValueFrom(lock.held.pipe(filter((held) => !held)));
const firstAcquired = (candidates: readonly AdvisoryLock[]): Promise<AdvisoryLock> =>
  Promise.race(candidates.map((lock) => acquired(lock).then(() => lock)));

/** Terminates the sessions that hold a lock, as a crashed process or a broken network would. */
const terminateHolders = () =>
  server.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");

/** The number of locks that the server has granted. */
const heldInDatabase = async (): Promise<number> =>
  (await server.run("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted")).length;

/** Immediate timers, and a promise that resolves after `count` attempts: a lock sets one timer per attempt. */
const countingAttempts = (count: number): { timers: LockTimers; attempted: Promise<void> } => {
  let left = count;
  let resolveAttempted: () => void;
  const attempted = new Promise<void>((resolve) => {
    resolveAttempted = resolve;
  });
  return {
    timers: {
      after: (ms, callback) => {
        if ((left -= 1) === 0) resolveAttempted();
        return immediate.after(ms, callback);
      },
    },
    attempted,
  };
};

describe('leader lock', () => {
  it('has one holder, and the next one after its release', async () => {
    const first = open('runner');
    await acquired(first);
    const { timers, attempted } = countingAttempts(5);
    const second = open('runner', { timers });
    await attempted;
    expect(await isHeld(second)).toBe(false);
    await first.release();
    await acquired(second);
  });

  it('is independent for each name and each schema', async () => {
    const runner = open('runner');
    const others = [open('clock'), open('runner', { schema: 'other' })];
    await Promise.all([runner, ...others].map(acquired));
    expect(await heldInDatabase()).toBe(3);
    await runner.release();
    expect(await Promise.all(others.map(isHeld))).toEqual([true, true]);
    expect(await heldInDatabase()).toBe(2);
  });

  it('notifies its holder of a lost connection, then has a holder again', async () => {
    const first = open('runner');
    await acquired(first);
    const second = open('runner');
    const notified = lost(first);
    await terminateHolders();
    expect(await notified).toBe(false);
    const holder = await firstAcquired([first, second]);
    const waiting = holder === first ? second : first;
    expect(await isHeld(waiting)).toBe(false);
    await holder.release();
    expect(await acquired(waiting)).toBe(true);
  });

  it('has exactly one holder after ten lost connections', async () => {
    const candidates = [0, 1, 2].map(() => open('runner'));
    for (let round = 0; round < 10; round += 1) {
      const notified = lost(await firstAcquired(candidates));
      await terminateHolders();
      await notified;
    }
    await firstAcquired(candidates);
    expect(await heldInDatabase()).toBe(1);
  });

  it('keeps trying while the server is unreachable, and can be released meanwhile', async () => {
    const { timers, attempted } = countingAttempts(2);
    const lock = open('runner', { url: 'postgres://postgres@127.0.0.1:1/postgres', timers });
    await attempted;
    expect(await isHeld(lock)).toBe(false);
    await lock.release();
  });

  it('passes to a waiting process when the holder stops responding', async () => {
    const frozen: LockTimers = { after: () => () => undefined };
    const silent = new AdvisoryLock(clientConfig(server.url), JSON.stringify(['ledgerdesk', 'runner']), frozen, 50);
    locks.push(silent);
    await acquired(silent);
    await Promise.all([acquired(open('runner')), lost(silent)]);
    expect(await isHeld(silent)).toBe(false);
  });

  it('rejects a connection string without a database', () => {
    expect(() => open('runner', { url: 'postgres://127.0.0.1' })).toThrow(/specifies no database/);
  });
});
