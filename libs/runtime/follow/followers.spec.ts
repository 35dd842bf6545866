import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LogTail } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { type Subscription, take } from 'rxjs';
import { ManualTime } from '../../../test/support/manual-time.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import type { EventView } from './event-view.js';
import { type Followed, Followers } from './followers.js';
import { inlinePageReader, type PageReader } from './page-reader.js';

const EVENTS = 1_200;
/** Fewer events than a test appends while a consumer is not ready. */
const TAIL = { events: 1_000, bytes: 1_000_000 };
const AT = '2026-11-27T07:30:00.000Z';

const positions: EventView<{ readonly only?: string }, Position> = {
  name: 'positions',
  filter: ({ only }) => (only === undefined ? {} : { types: [only] }),
  itemsOf: ({ position }) => [position],
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
};

/** A consumer that takes a page whenever `take` is called, after the first. */
class Consumer {
  readonly received: Position[] = [];
  readonly messages: Followed<Position>[] = [];
  isComplete = false;
  subscription: Subscription | undefined;
  private taken: (() => void) | undefined;
  private isFirst = true;

  readonly ready = (): Promise<void> => {
    if (this.isFirst) {
      this.isFirst = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const before = this.taken;
      this.taken = () => {
        before?.();
        resolve();
      };
    });
  };

  take(): void {
    const { taken } = this;
    this.taken = undefined;
    taken?.();
  }

  receive(message: Followed<Position>): void {
    this.messages.push(message);
    if (message.kind === 'items') this.received.push(...message.items);
  }
}

describe('followers of a log', () => {
  let store: MemoryEventStore;
  let time: ManualTime;
  let reads: Position[];
  let followers: Followers;

  const append = (count: number, type = 'TicketReplied'): Promise<unknown> =>
    store.append(
      'ticket-t-1',
      'any',
      Array.from({ length: count }, () => ({
        id: randomUUID(),
        type,
        version: 1,
        occurredAt: AT,
        recordedAt: AT,
        data: '{}',
        metadata: '{}',
      })),
    );
  const follow = (
    after: Position,
    options: { caller?: string; maxPages?: number; only?: string; ready?: () => Promise<void> } = {},
  ): Consumer => {
    const { only, ...rest } = options;
    const consumer = new Consumer();
    const params = only === undefined ? {} : { only };
    consumer.subscription = followers
      .follow(positions, { params, after, ready: consumer.ready, ...rest })
      .subscribe({ next: (message) => consumer.receive(message), complete: () => (consumer.isComplete = true) });
    return consumer;
  };
  const always = { ready: async () => undefined };
  const range = (from: number, to: number): Position[] =>
    Array.from({ length: to - from + 1 }, (_, n) => String(from + n));

  beforeEach(async () => {
    store = new MemoryEventStore();
    time = new ManualTime();
    reads = [];
    await append(EVENTS);
    const pages = inlinePageReader(store);
    const counting: PageReader = {
      read: (view, options, asker) => {
        reads.push(options.after ?? '0');
        return pages.read(view, options, asker);
      },
      close: () => pages.close(),
    };
    const tail = new LogTail(store, { limits: TAIL });
    followers = new Followers({ tail, pages: counting, catchingUp: 4, timers: time });
  });
  afterEach(() => followers.close());

  it('get earlier events in pages, then new ones, without gaps or repeats', async () => {
    const consumer = follow('0', always);
    await settle();
    await append(3);
    await settle();
    expect(consumer.received).toEqual(range(1, EVENTS + 3));
    expect(reads).toEqual(['0', '500', '1000']);
    expect(followers.catchingUp).toBe(0);
  });

  it('are served recent events from memory, read once for all of them', async () => {
    const subscribe = jest.spyOn(store, 'subscribe');
    const consumers = Array.from({ length: 50 }, () => follow(String(EVENTS), always));
    await settle();
    await append(2);
    await append(1, 'TicketSolved');
    await settle();
    const solved = follow(String(EVENTS), { ...always, only: 'TicketSolved' });
    await settle();
    for (const { received } of consumers) expect(received).toEqual(range(EVENTS + 1, EVENTS + 3));
    expect(solved.received).toEqual([String(EVENTS + 3)]);
    expect([reads, subscribe.mock.calls.length]).toEqual([[], 1]);
  });

  it('get nothing while they are not ready, and miss nothing', async () => {
    const consumer = follow('0');
    await settle();
    expect(consumer.received).toEqual(range(1, 500));
    await append(5_000);
    await settle();
    expect([consumer.received.length, reads.length]).toEqual([500, 1]);
    while (consumer.received.length < EVENTS + 5_000) {
      consumer.take();
      await settle();
      await time.advance(10_000);
    }
    expect(consumer.received).toEqual(range(1, EVENTS + 5_000));
  });

  it('read pages again once they have fallen behind the tail', async () => {
    let isReady = Promise.resolve();
    let resume = (): void => undefined;
    const consumer = follow(String(EVENTS), { ready: () => isReady });
    await append(1);
    await settle();
    isReady = new Promise((resolve) => (resume = resolve));
    await append(5_000);
    await settle();
    isReady = Promise.resolve();
    resume();
    await settle();
    expect(consumer.received).toEqual(range(EVENTS + 1, EVENTS + 5_001));
    expect(reads.length).toBeGreaterThan(0);
  });

  it('that catch up are limited in number: the others hold no page and read none', async () => {
    const consumers = Array.from({ length: 200 }, (_, n) => follow('0', { caller: `caller ${n}` }));
    await settle();
    expect(reads).toHaveLength(4);
    expect(consumers.filter(({ received }) => received.length > 0)).toHaveLength(4);
    expect(followers.catchingUp).toBe(200);
    consumers[0]?.take();
    await settle();
    expect(reads).toHaveLength(5);
  });

  it('that do not read their page leave their place to others after ten seconds, and continue later', async () => {
    const slow = Array.from({ length: 4 }, () => follow('0'));
    await settle();
    const fast = follow('0', always);
    await settle();
    expect(fast.received).toEqual([]);
    await time.advance(10_000);
    await settle();
    expect(fast.received).toEqual(range(1, EVENTS));
    for (const consumer of slow) consumer.take();
    await settle();
    expect(slow.map(({ received }) => received.length)).toEqual([1_000, 1_000, 1_000, 1_000]);
  });

  it('of one caller leave a place to others, who do not wait for all of them', async () => {
    Array.from({ length: 100 }, () => follow('0', { caller: 'many' }));
    await settle();
    expect(reads).toHaveLength(3);
    const other = follow('0', { caller: 'other', ...always });
    await settle();
    expect(other.received).toEqual(range(1, EVENTS));
  });

  it('end after a number of pages, and are told how far they have come', async () => {
    const [limited, filtered] = [
      follow('0', { ...always, maxPages: 2 }),
      follow('0', { ...always, maxPages: 2, only: 'TicketSolved' }),
    ];
    await settle();
    expect(limited.received).toEqual(range(1, 1_000));
    expect(limited.messages.at(-1)).toEqual({ kind: 'too-far-behind', scannedTo: '1000' });
    expect([limited.isComplete, filtered.isComplete, filtered.messages]).toEqual([true, false, []]);
  });

  it('stop waiting when they leave', async () => {
    const consumers = Array.from({ length: 20 }, () => follow('0', { caller: 'many' }));
    await settle();
    for (const { subscription } of consumers) subscription?.unsubscribe();
    await settle();
    expect([reads.length, followers.catchingUp]).toEqual([3, 0]);
    const next = follow('0', { caller: 'many', ...always });
    await settle();
    expect(next.received).toEqual(range(1, EVENTS));
  });

  it('that leave when they get a page leave their place at once', async () => {
    for (let count = 0; count < 4; count += 1) {
      const consumer = new Consumer();
      followers.follow(positions, { params: {}, after: '0', ready: consumer.ready }).pipe(take(1)).subscribe();
    }
    const next = follow('0', always);
    await settle();
    expect(next.received).toEqual(range(1, EVENTS));
  });

  it('fail if waiting for their consumer fails, and leave their place at once', async () => {
    const error = new Error('The connection is lost.');
    const errors: unknown[] = [];
    for (let count = 0; count < 4; count += 1) {
      const ready = jest.fn<Promise<void>, []>().mockResolvedValueOnce().mockRejectedValueOnce(error);
      const options = { params: {}, after: '0', ready };
      followers.follow(positions, options).subscribe({ error: (thrown) => errors.push(thrown) });
    }
    const next = follow('0', always);
    await settle();
    expect([errors, next.received]).toEqual([[error, error, error, error], range(1, EVENTS)]);
  });

  it('fail if a page cannot be read, and only those', async () => {
    const error = new Error('The disk cannot be read.');
    const broken = new Followers({
      tail: new LogTail(store),
      pages: { read: () => Promise.reject(error), close: async () => undefined },
      catchingUp: 1,
      timers: time,
    });
    const errors: unknown[] = [];
    const consumer = new Consumer();
    const options = { params: {}, ...always };
    broken.follow(positions, { ...options, after: '0' }).subscribe({ error: (thrown) => errors.push(thrown) });
    broken.follow(positions, { ...options, after: String(EVENTS) }).subscribe((message) => consumer.receive(message));
    await settle();
    await append(1);
    await settle();
    expect([errors, consumer.received, broken.catchingUp]).toEqual([[error], [String(EVENTS + 1)], 0]);
    await broken.close();
  });

  it('complete when the log closes', async () => {
    const consumer = follow(String(EVENTS), always);
    await settle();
    expect(consumer.isComplete).toBe(false);
    await store.close();
    await settle();
    expect(consumer.isComplete).toBe(true);
  });

  it('complete when they are closed, while the log stays open', async () => {
    const [near, distant] = [follow(String(EVENTS), always), follow('0')];
    await settle();
    expect([near.isComplete, distant.isComplete]).toEqual([false, false]);
    await followers.close();
    await settle();
    expect([near.isComplete, distant.isComplete]).toEqual([true, true]);
    await append(1);
    await settle();
    expect([near.received, distant.received]).toEqual([[], range(1, 500)]);
    const late = follow(String(EVENTS), always);
    await settle();
    expect([late.isComplete, late.received]).toEqual([true, []]);
  });
});
