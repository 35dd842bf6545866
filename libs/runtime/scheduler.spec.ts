import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Scheduler, type SchedulerOptions } from './scheduler.js';
import type { DueRow } from './due-rows.js';
import { TIMER_POLICY } from './firing-policy.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { DueTable } from '../../test/support/runtime/due-table.js';

const START = '2026-11-02T08:00:00.000Z';
const after = (ms: number): string => instantOf(millisOf(START) + ms);

let time: ManualTime;
let table: DueTable;
let fired: string[];
let lateness: number[];
let scheduler: Scheduler<DueRow>;

const begin = async (options: Partial<SchedulerOptions<DueRow>> = {}): Promise<void> => {
  const fire = async ({ key }: DueRow): Promise<void> => {
    fired.push(key);
  };
  scheduler = new Scheduler({
    source: table,
    policy: TIMER_POLICY,
    fire,
    clock: time,
    timers: time,
    onFire: (_row, late) => lateness.push(late),
    ...options,
  });
  scheduler.start();
  await time.advance(0);
};

beforeEach(() => {
  time = new ManualTime(START);
  table = new DueTable();
  fired = [];
  lateness = [];
});

afterEach(async () => scheduler.stop());

describe('scheduler', () => {
  it('fires 100 ms after the due instant, not at it', async () => {
    table.set('a', after(5_000));
    await begin();
    await time.advance(5_000);
    expect(fired).toEqual([]);
    await time.advance(99);
    expect(fired).toEqual([]);
    await time.advance(1);
    expect(fired).toEqual(['a']);
    expect(lateness).toEqual([100]);
  });

  it('fires rows in the order in which they are due', async () => {
    table.set('c', after(300));
    table.set('a', after(200));
    table.set('b', after(200));
    await begin();
    await time.advance(1_000);
    expect(fired).toEqual(['a', 'b', 'c']);
    expect(lateness).toEqual([100, 100, 100]);
  });

  it('fires the rows that fell due while it was not running on start', async () => {
    for (const key of ['a', 'b', 'c']) table.set(key, after(-86_400_000));
    await begin({ pageSize: 2 });
    expect(fired).toEqual(['a', 'b', 'c']);
  });

  it('fires nothing while it is held, and what fell due meanwhile within a second afterwards', async () => {
    table.set('a', after(5_000));
    let held = true;
    await begin({ isHeld: () => held });
    await time.advance(20_000);
    expect(fired).toEqual([]);
    held = false;
    await time.advance(1_000);
    expect(fired).toEqual(['a']);
  });

  it('wakes for a new row that is due before all known rows', async () => {
    table.set('late', after(50_000));
    await begin();
    await time.advance(10_000);
    table.set('soon', after(10_060));
    scheduler.notify();
    await time.advance(160);
    expect(fired).toEqual(['soon']);
    expect(lateness).toEqual([100]);
  });

  it('does not fire a removed row, and fires a postponed row at its new time', async () => {
    table.set('answered', after(1_000));
    table.set('held', after(1_000));
    await begin();
    table.remove('answered');
    table.set('held', after(3_000));
    scheduler.notify();
    await time.advance(2_000);
    expect(fired).toEqual([]);
    await time.advance(1_100);
    expect(fired).toEqual(['held']);
  });

  it('reads one row after a change, and the others when the first one is due', async () => {
    for (let n = 10; n < 40; n += 1) table.set(`row ${n}`, after(10_000 + n));
    await begin({ pageSize: 100 });
    for (let change = 0; change < 20; change += 1) {
      table.set('row 10', after(9_000 - change));
      scheduler.notify();
      await time.advance(60);
    }
    expect(table.limits).toEqual([100, ...Array.from({ length: 20 }, () => 1)]);
    table.remove('row 20');
    table.set('between', after(10_025));
    scheduler.notify();
    await time.advance(11_000);
    expect(fired).toHaveLength(30);
    expect(fired.slice(0, 2)).toEqual(['row 10', 'row 11']);
    expect(fired).toContain('between');
    expect(fired).not.toContain('row 20');
    expect(lateness.every((late) => late === 100)).toBe(true);
  });

  it('tells when no row is due or in flight, and when the next one is fired, on a stopped clock', async () => {
    table.set('a', after(5_000));
    table.set('b', after(9_000));
    await begin();
    time.moveTo(after(5_100));
    table.set('c', after(5_000));
    const settled = scheduler.settled();
    await time.advance(0);
    expect([await settled, fired]).toEqual([millisOf(after(9_100)), ['a', 'c']]);
    table.remove('b');
    const again = scheduler.settled();
    await time.advance(0);
    expect(await again).toBe(Infinity);
  });

  it('counts the retries of a row that failed, until it has failed five times', async () => {
    table.set('a', after(5_000));
    await begin({ fire: () => Promise.reject(new Error('busy')) });
    const reached: number[] = [];
    for (let next = millisOf(after(5_100)); next < Infinity; next = reached.at(-1) ?? Infinity) {
      time.moveTo(instantOf(next));
      const settled = scheduler.settled();
      await time.advance(0);
      reached.push(await settled);
    }
    const retries = [6_100, 8_100, 12_100, 20_100].map((ms) => millisOf(after(ms)));
    expect(reached).toEqual([...retries, Infinity]);
  });

  it('does not pass for settled when it has stopped', async () => {
    let succeed = (): void => undefined;
    table.set('a', after(-1_000));
    await begin({ fire: () => new Promise((resolve) => (succeed = resolve)) });
    const waiting = scheduler.settled();
    const stopping = scheduler.stop();
    await expect(waiting).rejects.toThrow('The scheduler has stopped.');
    await expect(scheduler.settled()).rejects.toThrow('The scheduler has stopped.');
    succeed();
    await stopping;
  });

  it('notices after a change that no row is left', async () => {
    table.set('a', after(5_000));
    await begin();
    table.remove('a');
    scheduler.notify();
    await time.advance(60);
    expect(scheduler.status()).toMatchObject({ armed: 0 });
    await time.advance(10_000);
    expect(fired).toEqual([]);
  });

  it('fires within a second of a forward clock step', async () => {
    table.set('a', after(3_600_000));
    await begin();
    time.moveTo(after(3_700_000));
    await time.advance(1_000);
    expect(fired).toEqual(['a']);
  });

  it('fires nothing early or twice after the clock was set back', async () => {
    table.set('a', after(1_000));
    table.set('b', after(5_000));
    await begin();
    await time.advance(2_000);
    time.moveTo(after(0));
    await time.advance(5_000);
    expect(fired).toEqual(['a']);
    await time.advance(100);
    expect(fired).toEqual(['a', 'b']);
  });

  it('fires a row once, however long it stays in the source', async () => {
    table.set('a', after(1_000));
    await begin({ pollMs: 1_000 });
    for (let turn = 0; turn < 20; turn += 1) {
      scheduler.notify();
      await time.advance(500);
    }
    expect(fired).toEqual(['a']);
  });

  it('does not fire a row again while it is in flight', async () => {
    let settle = (): void => undefined;
    table.set('a', after(0));
    await begin({
      fire: ({ key }) =>
        new Promise((resolve) => {
          fired.push(key);
          settle = resolve;
        }),
    });
    await time.advance(100);
    scheduler.notify();
    await time.advance(5_000);
    expect(fired).toEqual(['a']);
    expect(scheduler.status().inFlight).toBe(1);
    settle();
    await time.advance(0);
    expect(scheduler.status().inFlight).toBe(0);
  });

  it('fires the next occurrence of the same key', async () => {
    table.set('a', after(1_000));
    await begin();
    await time.advance(1_200);
    table.set('a', after(2_000));
    scheduler.notify();
    await time.advance(1_000);
    expect(fired).toEqual(['a', 'a']);
  });

  it('fires a row again that was removed and added again', async () => {
    table.set('a', after(1_000));
    await begin();
    await time.advance(1_200);
    table.remove('a');
    scheduler.notify();
    await time.advance(100);
    table.set('a', after(1_000));
    scheduler.notify();
    await time.advance(100);
    expect(fired).toEqual(['a', 'a']);
  });

  it('finds rows without a notification at the next poll', async () => {
    await begin({ pollMs: 1_000 });
    table.set('a', after(500));
    await time.advance(1_000);
    expect(fired).toEqual(['a']);
  });

  it('retries a failed row with backoff and reports it', async () => {
    const attempts: number[] = [];
    let failures = 3;
    table.set('a', after(0));
    table.set('b', after(0));
    await begin({
      fire: async ({ key }) => {
        if (key === 'b') return;
        attempts.push(millisOf(time.now()) - millisOf(START));
        if (failures-- > 0) throw new Error('log is full');
      },
      onFailure: (failed) => fired.push(`${failed.row.key} failed ${failed.attempts}`),
    });
    await time.advance(200);
    expect(scheduler.status().failing).toEqual([{ key: 'a', dueAt: START, attempts: 1, message: 'log is full' }]);
    scheduler.notify();
    await time.advance(60_000);
    expect(attempts).toEqual([100, 1_100, 3_100, 7_100]);
    expect(fired).toEqual(['a failed 1', 'a failed 2', 'a failed 3']);
    expect(scheduler.status().failing).toEqual([]);
  });

  it('stops retrying a failed row that was removed', async () => {
    table.set('a', after(0));
    await begin({
      fire: async ({ key }) => {
        fired.push(key);
        throw new Error('no');
      },
    });
    await time.advance(100);
    table.remove('a');
    scheduler.notify();
    await time.advance(60_000);
    expect(fired).toEqual(['a']);
    expect(scheduler.status()).toEqual({ armed: 0, inFlight: 0, failing: [] });
  });

  it('recovers after its source could not be read', async () => {
    table.set('a', after(500));
    table.error = new Error('database is locked');
    await begin();
    expect(scheduler.status().trouble).toBe('database is locked');
    table.error = undefined;
    await time.advance(1_000);
    expect(fired).toEqual(['a']);
    expect(scheduler.status().trouble).toBeUndefined();
  });

  it('limits the number of rows in flight', async () => {
    const settles: (() => void)[] = [];
    for (let row = 0; row < 10; row += 1) table.set(`row-${row}`, after(0));
    await begin({
      concurrency: 3,
      pageSize: 4,
      fire: () =>
        new Promise((resolve) => {
          settles.push(resolve);
        }),
    });
    await time.advance(100);
    let most = 0;
    for (let settled = 0; settled < 10; settled += 1) {
      most = Math.max(most, scheduler.status().inFlight);
      settles[settled]?.();
      await time.advance(0);
    }
    expect(most).toBe(3);
    expect(settles).toHaveLength(10);
  });

  it('stops after the rows in flight have settled', async () => {
    let settle = (): void => undefined;
    table.set('a', after(-1_000));
    await begin({
      fire: () =>
        new Promise((resolve) => {
          settle = resolve;
        }),
    });
    let stopped = false;
    const stopping = scheduler.stop().then(() => {
      stopped = true;
    });
    await time.advance(0);
    expect(stopped).toBe(false);
    settle();
    await stopping;
  });

  describe('while many rows are due', () => {
    const LISTED = 2_000;

    beforeEach(() => {
      for (let row = 0; row < LISTED; row += 1) table.rows.push({ key: `row-${row}`, dueAt: after(-10_000 + row) });
    });

    /** Fired rows stay in the table, as in a projection that is behind, which notifies of each change. */
    const beginBehind = async (onFire: (key: string) => void = () => undefined): Promise<void> => {
      await begin({
        pageSize: 100,
        fire: async ({ key }) => {
          fired.push(key);
          onFire(key);
          scheduler.notify();
        },
      });
      for (let turn = 0; turn < LISTED / 8; turn += 1) await time.advance(0);
    };

    it('reads each page of them once, however often they change', async () => {
      await beginBehind();
      expect(fired).toEqual(table.rows.map(({ key }) => key));
      expect(table.reads).toBeLessThanOrEqual(LISTED / 100 + 1);
    });

    it('fires what falls due next on time, and reads few of the fired rows again', async () => {
      await beginBehind();
      await time.advance(100);
      const reads = table.reads;
      for (let change = 0; change < 10; change += 1) {
        table.set('next', after(5_000 - change));
        scheduler.notify();
        await time.advance(60);
      }
      expect(table.reads - reads).toBeLessThanOrEqual(10 + LISTED / 100 + 1);
      await time.advance(5_000);
      expect(fired.slice(LISTED)).toEqual(['next']);
      expect(lateness.at(-1)).toBe(100);
    });

    it('fires a row that was armed after its due time, though later rows have been fired', async () => {
      await beginBehind((key) => {
        if (key === 'row-500') table.set('overdue', after(-20_000));
      });
      await time.advance(3_000);
      expect(fired.slice(LISTED)).toEqual(['overdue']);
    });

    it('fires none of them twice when their projection has caught up, and a later occurrence once', async () => {
      await beginBehind();
      await time.advance(3_000);
      table.rows = [{ key: 'row-7', dueAt: after(9_000) }];
      scheduler.notify();
      await time.advance(9_000);
      expect(fired.slice(LISTED)).toEqual(['row-7']);
      expect(scheduler.status()).toEqual({ armed: 0, inFlight: 0, failing: [] });
    });

    it('leaves turns of the event loop to other work', async () => {
      const firedByTurn: number[] = [];
      const begun = begin({ pageSize: 160, fire: async ({ key }) => void fired.push(key) });
      while (fired.length < LISTED) {
        const before = fired.length;
        await nextTurn();
        firedByTurn.push(fired.length - before);
      }
      await begun;
      expect(Math.max(...firedByTurn)).toBeLessThanOrEqual(16);
    });
  });

  it('fires thousands of rows on time with one read per page', async () => {
    for (let row = 0; row < 2_000; row += 1) table.rows.push({ key: `row-${row}`, dueAt: after(1_000 + row) });
    await begin({
      fire: async ({ key }) => {
        fired.push(key);
        table.rows.shift();
      },
    });
    await time.advance(4_000);
    expect(new Set(fired).size).toBe(2_000);
    expect(Math.max(...lateness)).toBe(100);
    expect(table.reads).toBeLessThan(20);
  });
});
