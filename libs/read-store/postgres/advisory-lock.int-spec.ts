import { filter, firstValueFrom } from 'rxjs';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import { AdvisoryLock, holdLock, type LockTimers } from './index.js';
import { clientConfig } from './settings.js';

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

/** The wait between two looks is as short as it can be. */
const atOnce: LockTimers = {
  after: (_ms, callback) => {
    const timer = setImmediate(callback);
    return () => clearImmediate(timer);
  },
};

const hold = (name: string, { url = server.url, schema = 'ledgerdesk', timers = atOnce } = {}): AdvisoryLock => {
  const lock = holdLock({ url, schema }, name, timers);
  locks.push(lock);
  return lock;
};
const isHeld = (lock: AdvisoryLock): Promise<boolean> => firstValueFrom(lock.held);
const taken = (lock: AdvisoryLock): Promise<boolean> => firstValueFrom(lock.held.pipe(filter((held) => held)));
const lost = (lock: AdvisoryLock): Promise<boolean> => firstValueFrom(lock.held.pipe(filter((held) => !held)));
const firstTaken = (candidates: readonly AdvisoryLock[]): Promise<AdvisoryLock> =>
  Promise.race(candidates.map((lock) => taken(lock).then(() => lock)));

/** Ends the sessions that hold a lock, as a crash of their process or of the network would. */
const endHolders = () =>
  server.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");

/** Counts how often a lock has tried: each try asks for one rest. */
const counting = (tries: number): { timers: LockTimers; tried: Promise<void> } => {
  let left = tries;
  let done: () => void;
  const tried = new Promise<void>((resolve) => {
    done = resolve;
  });
  return {
    timers: {
      after: (ms, callback) => {
        if ((left -= 1) === 0) done();
        return atOnce.after(ms, callback);
      },
    },
    tried,
  };
};

describe('advisory lock', () => {
  it('is held by one, and by the next once it is released', async () => {
    const first = hold('runner');
    await taken(first);
    const { timers, tried } = counting(5);
    const second = hold('runner', { timers });
    await tried;
    expect(await isHeld(second)).toBe(false);
    await first.release();
    await taken(second);
  });

  it('is one of its own for each name and each schema', async () => {
    await Promise.all([taken(hold('runner')), taken(hold('clock')), taken(hold('runner', { schema: 'other' }))]);
  });

  it('tells its holder at once when the connection is lost, and goes to one who waits or back', async () => {
    const first = hold('runner');
    await taken(first);
    const second = hold('runner');
    const told = lost(first);
    await endHolders();
    await told;
    const holder = await firstTaken([first, second]);
    await holder.release();
    await taken(holder === first ? second : first);
  });

  it('has one holder again, however often it is lost', async () => {
    const waiting = [0, 1, 2].map(() => hold('runner'));
    for (let round = 0; round < 10; round += 1) {
      const told = lost(await firstTaken(waiting));
      await endHolders();
      await told;
    }
    await firstTaken(waiting);
    expect(await server.run("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted")).toHaveLength(1);
  });

  it('waits for a server that is not there, and can be released meanwhile', async () => {
    const { timers, tried } = counting(2);
    const lock = hold('runner', { url: 'postgres://postgres@127.0.0.1:1/postgres', timers });
    await tried;
    expect(await isHeld(lock)).toBe(false);
    await lock.release();
  });

  it('goes to one who waits when the holder falls silent, e.g. with its machine', async () => {
    const frozen: LockTimers = { after: () => () => undefined };
    const silent = new AdvisoryLock(clientConfig(server.url), JSON.stringify(['ledgerdesk', 'runner']), frozen, 50);
    locks.push(silent);
    await taken(silent);
    await Promise.all([taken(hold('runner')), lost(silent)]);
    expect(await isHeld(silent)).toBe(false);
  });

  it('refuses a connection string that names no database', () => {
    expect(() => hold('runner', { url: 'postgres://127.0.0.1' })).toThrow(/names no database/);
  });
});
