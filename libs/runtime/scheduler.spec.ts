import { instantOf, millisOf } from '@ledgerdesk/kernel';
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
let clock: Scheduler<DueRow>;

const begin = async (options: Partial<SchedulerOptions<DueRow>> = {}): Promise<void> => {
  const fire = async ({ key }: DueRow): Promise<void> => {
    fired.push(key);
  };
  clock = new Scheduler({
    source: table,
    policy: TIMER_POLICY,
    fire,
    clock: time,
    timers: time,
    onFire: (_row, late) => lateness.push(late),
    ...options,
  });
  clock.start();
  await time.advance(0);
};

beforeEach(() => {
  time = new ManualTime(START);
  table = new DueTable();
  fired = [];
  lateness = [];
});

afterEach(async () => clock.stop());

describe('deadline clock', () => {
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

  it('fires at once what was missed while the engine was down', async () => {
    for (const key of ['a', 'b', 'c']) table.set(key, after(-86_400_000));
    await begin({ page: 2 });
    expect(fired).toEqual(['a', 'b', 'c']);
  });

  it('wakes at once for a row that is due earlier than all it knew', async () => {
    table.set('late', after(50_000));
    await begin();
    await time.advance(10_000);
    table.set('soon', after(10_060));
    clock.notify();
    await time.advance(160);
    expect(fired).toEqual(['soon']);
    expect(lateness).toEqual([100]);
  });

  it('does not fire a row that is gone, nor at a time that was put off', async () => {
    table.set('answered', after(1_000));
    table.set('held', after(1_000));
    await begin();
    table.remove('answered');
    table.set('held', after(3_000));
    clock.notify();
    await time.advance(2_000);
    expect(fired).toEqual([]);
    await time.advance(1_100);
    expect(fired).toEqual(['held']);
  });

  it('notices a clock that jumped ahead within a second', async () => {
    table.set('a', after(3_600_000));
    await begin();
    time.moveTo(after(3_700_000));
    await time.advance(1_000);
    expect(fired).toEqual(['a']);
  });

  it('fires nothing early and nothing twice when the clock was set back', async () => {
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

  it('fires a row once, however long its projection takes to answer', async () => {
    table.set('a', after(1_000));
    await begin({ pollMs: 1_000 });
    for (let turn = 0; turn < 20; turn += 1) {
      clock.notify();
      await time.advance(500);
    }
    expect(fired).toEqual(['a']);
  });

  it('does not fire a row again while it is in flight', async () => {
    let land = (): void => undefined;
    table.set('a', after(0));
    await begin({
      fire: ({ key }) =>
        new Promise((resolve) => {
          fired.push(key);
          land = resolve;
        }),
    });
    await time.advance(100);
    clock.notify();
    await time.advance(5_000);
    expect(fired).toEqual(['a']);
    expect(clock.status().inFlight).toBe(1);
    land();
    await time.advance(0);
    expect(clock.status().inFlight).toBe(0);
  });

  it('fires the next appearance of the same key', async () => {
    table.set('a', after(1_000));
    await begin();
    await time.advance(1_200);
    table.set('a', after(2_000));
    clock.notify();
    await time.advance(1_000);
    expect(fired).toEqual(['a', 'a']);
  });

  it('fires an appearance that went and came again', async () => {
    table.set('a', after(1_000));
    await begin();
    await time.advance(1_200);
    table.remove('a');
    clock.notify();
    await time.advance(100);
    table.set('a', after(1_000));
    clock.notify();
    await time.advance(100);
    expect(fired).toEqual(['a', 'a']);
  });

  it('sees rows that nobody announced when it reads again', async () => {
    await begin({ pollMs: 1_000 });
    table.set('a', after(500));
    await time.advance(1_000);
    expect(fired).toEqual(['a']);
  });

  it('tries again, later and later, and says so', async () => {
    const attempts: number[] = [];
    let refusals = 3;
    table.set('a', after(0));
    table.set('b', after(0));
    await begin({
      fire: async ({ key }) => {
        if (key === 'b') return;
        attempts.push(millisOf(time.now()) - millisOf(START));
        if (refusals-- > 0) throw new Error('log is full');
      },
      onFailure: (failed) => fired.push(`${failed.row.key} failed ${failed.attempts}`),
    });
    await time.advance(200);
    expect(clock.status().failing).toEqual([{ key: 'a', dueAt: START, attempts: 1, message: 'log is full' }]);
    clock.notify();
    await time.advance(60_000);
    expect(attempts).toEqual([100, 1_100, 3_100, 7_100]);
    expect(fired).toEqual(['a failed 1', 'a failed 2', 'a failed 3']);
    expect(clock.status().failing).toEqual([]);
  });

  it('gives up a failed row that is gone', async () => {
    table.set('a', after(0));
    await begin({
      fire: async ({ key }) => {
        fired.push(key);
        throw new Error('no');
      },
    });
    await time.advance(100);
    table.remove('a');
    clock.notify();
    await time.advance(60_000);
    expect(fired).toEqual(['a']);
    expect(clock.status()).toEqual({ armed: 0, inFlight: 0, failing: [] });
  });

  it('goes on when its source could not be read for a while', async () => {
    table.set('a', after(500));
    table.fault = new Error('database is locked');
    await begin();
    expect(clock.status().trouble).toBe('database is locked');
    table.fault = undefined;
    await time.advance(1_000);
    expect(fired).toEqual(['a']);
    expect(clock.status().trouble).toBeUndefined();
  });

  it('has no more under way at once than it may', async () => {
    const land: (() => void)[] = [];
    for (let row = 0; row < 10; row += 1) table.set(`row-${row}`, after(0));
    await begin({
      parallel: 3,
      page: 4,
      fire: () =>
        new Promise((resolve) => {
          land.push(resolve);
        }),
    });
    await time.advance(100);
    let most = 0;
    for (let landed = 0; landed < 10; landed += 1) {
      most = Math.max(most, clock.status().inFlight);
      land[landed]?.();
      await time.advance(0);
    }
    expect(most).toBe(3);
    expect(land).toHaveLength(10);
  });

  it('does not stop before what is in flight has landed', async () => {
    let land = (): void => undefined;
    table.set('a', after(-1_000));
    await begin({
      fire: () =>
        new Promise((resolve) => {
          land = resolve;
        }),
    });
    let stopped = false;
    const stopping = clock.stop().then(() => {
      stopped = true;
    });
    await time.advance(0);
    expect(stopped).toBe(false);
    land();
    await stopping;
  });

  it('fires thousands on time, page by page, without reading for each', async () => {
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
