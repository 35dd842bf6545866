import { eventAt } from '../../test/support/event-store/event-at.js';
import type { Subscription } from 'rxjs';
import { ManualTime } from '../../test/support/manual-time.js';
import { EventWindow } from './event-window.js';
import { HeadLooks, LOOK_MS, type ScannedRange, SILENT_MS } from './head-looks.js';

const PAGE = 500;

/** A log of positions from 1 to `end`, of which those in `wanted` are wanted. */
class FakeLog {
  end = 5;
  reachable = true;
  scans = 0;
  readonly wanted = new Set<number>();

  head = async (): Promise<string> => {
    if (!this.reachable) throw new Error('No connection.');
    return `${this.end}`;
  };

  scan = async (after: string): Promise<ScannedRange> => {
    this.scans += 1;
    const to = Math.min(Number(after) + PAGE, this.end);
    const events = [...this.wanted]
      .filter((position) => position > Number(after) && position <= to)
      .map((position) => eventAt(position));
    return {
      events,
      scannedTo: `${to}`,
      scannedToId: `id-${to}`,
      scanned: to - Number(after),
      end: to === this.end,
    };
  };
}

describe('looks at the head of a log', () => {
  let log: FakeLog;
  let time: ManualTime;
  let window: EventWindow;
  let looks: HeadLooks;
  let failure: Error | undefined;
  let running: Subscription;
  const run = (): Subscription =>
    looks.found().subscribe({ next: (range) => window.add(range), error: (error: Error) => (failure = error) });
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += LOOK_MS) {
      await time.advance(LOOK_MS);
      // A look reads page after page.
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    }
  };

  beforeEach(() => {
    log = new FakeLog();
    time = new ManualTime();
    window = new EventWindow('5');
    looks = new HeadLooks(log, window, { timers: time, scan: log.scan }, time.elapsed());
    failure = undefined;
    running = run();
  });
  afterEach(() => running.unsubscribe());

  it('read nothing while the log does not grow', async () => {
    await pass(10 * LOOK_MS);
    expect([log.scans, window.to, failure]).toEqual([0, '5', undefined]);
  });

  it('know that the window was at the head when the last look began, and no longer than that', async () => {
    await pass(LOOK_MS);
    expect(looks.wasAtHeadWithin(0)).toBe(true);
    log.reachable = false;
    await pass(4 * LOOK_MS);
    expect([looks.wasAtHeadWithin(4 * LOOK_MS), looks.wasAtHeadWithin(4 * LOOK_MS - 1)]).toEqual([true, false]);
    log.reachable = true;
    await pass(LOOK_MS);
    expect(looks.wasAtHeadWithin(0)).toBe(true);
  });

  it('move the window past events that are not wanted, which no subscription delivers', async () => {
    log.end = 9;
    await pass(LOOK_MS);
    expect([window.to, looks.wasAtHeadWithin(0)]).toEqual(['9', true]);
  });

  it('find wanted events that the subscription has not delivered yet', async () => {
    log.end = 7;
    log.wanted.add(7);
    await pass(LOOK_MS);
    expect(window.page('5')?.events.map(({ id }) => id)).toEqual(['id-7']);
  });

  it('fail if the subscription does not deliver within five seconds what they have found', async () => {
    log.end = 7;
    log.wanted.add(7);
    await pass(LOOK_MS + SILENT_MS);
    expect(failure).toBeUndefined();
    await pass(LOOK_MS);
    expect(failure?.message).toContain('has not delivered position 7');
  });

  it('do not fail if the subscription delivers later than they found it', async () => {
    log.end = 7;
    log.wanted.add(7);
    await pass(3 * LOOK_MS);
    looks.delivered('7');
    await pass(3 * SILENT_MS);
    expect(failure).toBeUndefined();
  });

  it('do not fail because of 100,000 unwanted events of which the subscription reports its position', async () => {
    log.end = 100_000;
    await pass(LOOK_MS);
    looks.delivered('99700');
    await pass(3 * SILENT_MS);
    expect([window.to, failure]).toEqual(['100000', undefined]);
  });

  it('fail if the subscription reports nothing of thousands of unwanted events', async () => {
    log.end = 3_000;
    await pass(2 * LOOK_MS + SILENT_MS);
    expect(failure?.message).toContain('has not delivered');
  });

  it('begin anew with each subscription', async () => {
    log.end = 7;
    log.wanted.add(7);
    await pass(2 * LOOK_MS + SILENT_MS);
    expect(failure).toBeDefined();
    failure = undefined;
    running = run();
    await pass(3 * SILENT_MS);
    expect(failure).toBeUndefined();
  });

  it('stop when nobody follows', async () => {
    running.unsubscribe();
    log.end = 9;
    await pass(5 * LOOK_MS);
    expect(log.scans).toBe(0);
  });
});
