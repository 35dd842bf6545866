import { eventAt } from '../../test/support/event-store/event-at.js';
import { type Observable, Subject, type Subscription } from 'rxjs';
import type { LogMessage } from './port.js';
import { LOOK_MS, SILENT_MS } from './head-looks.js';
import { LogTail } from './log-tail.js';
import { ManualTime } from '../../test/support/manual-time.js';

const eventsAt = (...positions: readonly number[]): LogMessage => ({
  kind: 'events',
  events: positions.map((position) => eventAt(position)),
  scannedTo: `${positions.at(-1)}`,
  scannedToId: `id-${positions.at(-1)}`,
});

/** A log at position 5 whose subscriptions the test feeds. */
class FedLog {
  readonly subscriptions: { readonly after: string; readonly feed: Subject<LogMessage> }[] = [];
  head = async (): Promise<string> => '5';

  subscribe = (after: string): Observable<LogMessage> => {
    const feed = new Subject<LogMessage>();
    this.subscriptions.push({ after, feed });
    return feed;
  };

  get current(): Subject<LogMessage> {
    const { feed } = this.subscriptions.at(-1) ?? {};
    if (!feed) throw new Error('Nothing has subscribed.');
    return feed;
  }
}

describe('tail of a log', () => {
  let log: FedLog;
  let tail: LogTail;
  let followers: Subscription[];
  const follow = async (): Promise<Subscription> => {
    const follower = tail.changes.subscribe();
    followers.push(follower);
    await jest.advanceTimersByTimeAsync(0);
    return follower;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    log = new FedLog();
    tail = new LogTail(log);
    followers = [];
  });
  afterEach(() => {
    for (const follower of followers) follower.unsubscribe();
    jest.useRealTimers();
  });

  it('follows the log once for all its followers, from the head', async () => {
    await follow();
    await follow();
    expect(log.subscriptions.map(({ after }) => after)).toEqual(['5']);
    log.current.next(eventsAt(6, 8));
    expect(tail.page('5')?.events).toHaveLength(2);
    expect(tail.page('4')).toBeUndefined();
    expect(tail.page('5')?.scannedTo).toBe('8');
  });

  it('emits when its window has begun, since events may have been appended before, and at each change', async () => {
    const seen: (string | undefined)[] = [];
    followers.push(tail.changes.subscribe(() => seen.push(tail.page('5')?.scannedTo)));
    expect(seen).toEqual([]);
    await jest.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['5']);
    log.current.next(eventsAt(6));
    log.current.next({ kind: 'caught-up', scannedTo: '9' });
    expect(seen).toEqual(['5', '6', '9']);
  });

  it('replaces a failed subscription after a second by one from the last position, without a gap', async () => {
    await follow();
    log.current.next(eventsAt(6));
    log.current.error(new Error('The connection is lost.'));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(log.subscriptions.map(({ after }) => after)).toEqual(['5', '6']);
    log.current.next(eventsAt(6, 7));
    expect(tail.page('5')?.events.map(({ position }) => position)).toEqual(['6', '7']);
  });

  it('begins once the log can be reached', async () => {
    const { head } = log;
    log.head = async () => Promise.reject(new Error('The log cannot be reached.'));
    await follow();
    expect(tail.page('5')?.scannedTo).toBeUndefined();
    log.head = head;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(tail.page('5')?.scannedTo).toBe('5');
  });

  it('begins no window for a follower that has left before the head of the log is known', async () => {
    tail.changes.subscribe().unsubscribe();
    await jest.advanceTimersByTimeAsync(0);
    expect(tail.page('5')).toBeUndefined();
  });

  it('has begun once a window is there, and says so if the log cannot be reached', async () => {
    await follow();
    await tail.begun();
    const unreachable = new LogTail({
      head: () => Promise.reject(new Error('No connection.')),
      subscribe: log.subscribe,
    });
    followers.push(unreachable.changes.subscribe());
    await expect(unreachable.begun()).rejects.toThrow('No connection.');
  });

  it('keeps nothing while nobody follows it, and begins anew for the next', async () => {
    const follower = await follow();
    log.current.next(eventsAt(6));
    follower.unsubscribe();
    expect(tail.page('5')).toBeUndefined();
    await follow();
    expect(log.subscriptions).toHaveLength(2);
  });

  it('completes when the log is closed', async () => {
    const completed = jest.fn();
    followers.push(tail.changes.subscribe({ complete: completed }));
    await jest.advanceTimersByTimeAsync(0);
    log.current.complete();
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('completes when it is closed, also while it waits to subscribe again, and for later followers', async () => {
    const completed = jest.fn();
    followers.push(tail.changes.subscribe({ complete: completed }));
    await jest.advanceTimersByTimeAsync(0);
    log.current.error(new Error('The connection is lost.'));
    tail.close();
    tail.changes.subscribe({ complete: completed });
    await jest.advanceTimersByTimeAsync(10_000);
    expect([completed.mock.calls.length, log.subscriptions.length]).toEqual([2, 1]);
  });

  describe('of a log that a server keeps', () => {
    const RESUBSCRIBE_MS = 1_000;
    let time: ManualTime;
    let trouble: string[];
    const pass = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += LOOK_MS) {
        await time.advance(LOOK_MS);
        await jest.advanceTimersByTimeAsync(0);
      }
    };

    beforeEach(() => {
      jest.useRealTimers();
      jest.useFakeTimers({ doNotFake: ['setImmediate'] });
      time = new ManualTime();
      trouble = [];
      const scan = async () => ({ ...eventsAt(6), events: [eventAt(6)], scannedTo: '6', scanned: 1, end: true });
      tail = new LogTail(log, { looks: { timers: time, scan }, onTrouble: (message) => trouble.push(message) });
    });

    it('shows events that its subscription does not deliver, and replaces that subscription', async () => {
      await follow();
      log.head = async () => '6';
      await pass(LOOK_MS);
      expect(tail.page('5')?.events.map(({ id }) => id)).toEqual(['id-6']);
      expect([log.subscriptions.length, trouble]).toEqual([1, []]);
      await pass(SILENT_MS + LOOK_MS);
      expect(trouble).toEqual([expect.stringContaining('has not delivered position 6')]);
      await jest.advanceTimersByTimeAsync(RESUBSCRIBE_MS);
      expect(log.subscriptions.map(({ after }) => after)).toEqual(['5', '6']);
      log.current.next(eventsAt(6, 7));
      expect(tail.page('5')?.events.map(({ id }) => id)).toEqual(['id-6', 'id-7']);
    });

    it('knows when it was at the head last', async () => {
      expect(tail.wasAtHeadWithin(SILENT_MS)).toBe(false);
      await follow();
      expect(tail.wasAtHeadWithin(0)).toBe(true);
      log.head = async () => Promise.reject(new Error('No connection.'));
      await pass(SILENT_MS);
      expect([tail.wasAtHeadWithin(SILENT_MS), tail.wasAtHeadWithin(SILENT_MS - 1)]).toEqual([true, false]);
    });
  });

  it('tells why it subscribes again', async () => {
    const trouble = jest.fn();
    tail = new LogTail(log, { onTrouble: trouble });
    await follow();
    log.current.error(new Error('The connection is lost.'));
    expect(trouble).toHaveBeenCalledWith(expect.stringContaining('The connection is lost.'));
  });
});
