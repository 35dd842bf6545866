import fc from 'fast-check';
import { type LogMessage, EngineLog, type StoredEvent } from './index.js';
import { eventAt } from '../../test/support/event-store/event-at.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { subscription } from './subscription.js';
import { Subject, type Subscription } from 'rxjs';

/** A window so small that followers fall out of it. */
const LIMITS = { events: 4, bytes: 1_000_000 };

class CountedStore extends MemoryEventStore {
  reads = 0;
  subscriptions = 0;

  override readAll(...options: Parameters<MemoryEventStore['readAll']>): ReturnType<MemoryEventStore['readAll']> {
    this.reads += 1;
    return super.readAll(...options);
  }

  override subscribe(...options: Parameters<MemoryEventStore['subscribe']>): ReturnType<MemoryEventStore['subscribe']> {
    this.subscriptions += 1;
    return super.subscribe(...options);
  }
}

/** Reads the log for a subscription as an embedded log does. */
class PagedStore extends CountedStore {
  readonly #appended = new Subject<void>();

  override async append(...append: Parameters<MemoryEventStore['append']>): ReturnType<MemoryEventStore['append']> {
    const result = await super.append(...append);
    this.#appended.next();
    return result;
  }

  override subscribe(
    ...[after, filter = {}, ready = async () => undefined]: Parameters<MemoryEventStore['subscribe']>
  ): ReturnType<MemoryEventStore['subscribe']> {
    const readPage = (from: string) => this.readAll({ after: from, filter });
    return subscription({ readPage, appended: this.#appended, after, filter, ready });
  }
}

let appended = 0;
const appendTo = (store: MemoryEventStore, stream: string, type: string): Promise<unknown> => {
  appended += 1;
  const event = { ...eventAt(appended, type), id: `00000000-0000-4000-8000-${String(appended).padStart(12, '0')}` };
  return store.append(stream, 'any', [event]);
};

/** Follows a log until it is stopped, and keeps what it gets. */
class Follower {
  readonly positions: string[] = [];
  readonly #changes = new Subject<void>();
  #scannedTo: string;
  #subscription: Subscription;

  constructor(log: EngineLog, after: string, types?: readonly string[]) {
    this.#scannedTo = after;
    this.#subscription = log.subscribe(after, types ? { types } : {}).subscribe((message) => this.#receive(message));
  }

  reached(position: string): Promise<void> {
    return waitUntil(
      () => Number(this.#scannedTo) >= Number(position),
      this.#changes,
      () => `A follower is at ${this.#scannedTo} instead of ${position}.`,
    );
  }

  stop(): void {
    this.#subscription.unsubscribe();
  }

  #receive(message: LogMessage): void {
    if (message.kind === 'events') this.positions.push(...message.events.map(({ position }) => position));
    this.#scannedTo = message.scannedTo;
    this.#changes.next();
  }
}

const positionsAfter = (events: readonly StoredEvent[], after: string, types?: readonly string[]) =>
  events
    .filter(({ stream, type, position }) => {
      const isOwn = stream.startsWith('ticket-');
      return isOwn && Number(position) > Number(after) && (types?.includes(type) ?? true);
    })
    .map(({ position }) => position);

describe('followers of the engine log', () => {
  it('share one subscription to the log, which reads each event once for all of them', async () => {
    const store = new CountedStore();
    const log = new EngineLog(store);
    await appendTo(store, 'ticket-1', 'TicketOpened');
    const followers = Array.from({ length: 20 }, () => new Follower(log, '1'));
    await Promise.all(followers.map((follower) => follower.reached('1')));
    const { reads } = store;
    for (let position = 2; position <= 10; position += 1) {
      await appendTo(store, 'ticket-1', 'TicketReplied');
      await Promise.all(followers.map((follower) => follower.reached(`${position}`)));
    }
    expect({ subscriptions: store.subscriptions, reads: store.reads }).toEqual({ subscriptions: 1, reads: reads + 9 });
    expect(followers.map(({ positions }) => positions.length)).toEqual(Array(20).fill(9));
    for (const follower of followers) follower.stop();
  });

  it.each([
    { kind: 'an embedded', isRemote: false },
    { kind: 'a remote', isRemote: true },
  ])(
    'get events of $kind log together while they follow one another, and the first one at once',
    async ({ isRemote }) => {
      const store = Object.assign(new PagedStore(), { isRemote });
      const time = new ManualTime();
      const log = new EngineLog(store, { timers: time, restMs: 20 });
      const follower = new Follower(log, '0');
      await time.advance(20);
      await appendTo(store, 'ticket-1', 'TicketOpened');
      await follower.reached('1');
      const { reads } = store;
      for (let count = 1; count <= 5; count += 1) {
        await appendTo(store, 'ticket-1', 'TicketReplied');
        await time.advance(1);
      }
      expect([follower.positions, store.reads]).toEqual([['1'], reads]);
      await time.advance(15);
      await follower.reached('6');
      expect([follower.positions.length, store.reads]).toEqual([6, reads + 1]);
      follower.stop();
    },
  );

  it('see no events of others, also if another thread follows the log for them', async () => {
    const store = new CountedStore();
    const log = new EngineLog(store, { subscribe: (after) => store.subscribe(after) });
    const follower = new Follower(log, '0');
    await appendTo(store, 'ticket-1', 'TicketOpened');
    await follower.reached('1');
    await appendTo(store, 'evil-1', 'TicketOpened');
    await appendTo(store, 'ticket-1', 'TicketReplied');
    await follower.reached('3');
    follower.stop();
    expect(follower.positions).toEqual(['1', '3']);
  });

  it('read earlier events in pages of at most 500 events or 1 MiB', async () => {
    const store = new CountedStore();
    for (let count = 1; count <= 4; count += 1) await appendTo(store, 'ticket-1', 'TicketReplied');
    const pages = jest.spyOn(store, 'readAll');
    const follower = new Follower(new EngineLog(store), '0');
    await follower.reached('4');
    follower.stop();
    expect(pages.mock.calls[0]).toEqual([{ after: '0', filter: {}, limit: 500, maxBytes: 1_048_576 }]);
  });

  it('get each own event after their position once and in order, wherever they start or fall back to', async () => {
    const type = fc.constantFrom('TicketOpened', 'TicketReplied', 'OrderPlaced');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), types: fc.array(type, { minLength: 1, maxLength: 8 }) }),
      fc.record({ kind: fc.constant('follow' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('turn' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const store = new MemoryEventStore();
        const log = new EngineLog(store, { limits: LIMITS });
        const followers: { readonly follower: Follower; readonly after: string; readonly types?: string[] }[] = [];
        for (const [index, each] of steps.entries()) {
          if (each.kind === 'append')
            for (const name of each.types)
              await appendTo(store, name === 'OrderPlaced' ? 'order-1' : `ticket-${index % 3}`, name);
          else if (each.kind === 'turn') await new Promise((resolve) => setImmediate(resolve));
          else {
            const after = String(Math.floor(each.share * store.log.length));
            const types = index % 2 === 0 ? undefined : ['TicketReplied'];
            followers.push({ follower: new Follower(log, after, types), after, ...(types && { types }) });
          }
        }
        const head = await store.head();
        for (const { follower, after, types } of followers) {
          await follower.reached(head);
          follower.stop();
          expect(follower.positions).toEqual(positionsAfter(store.log, after, types));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('get events as they are stored if they ask for them, also from pages of the log, and open some', async () => {
    const store = new MemoryEventStore();
    const open = jest.fn((events: readonly StoredEvent[]) => events.map((event) => ({ ...event, data: '{}' })));
    const unsealer = { unseal: open, unsealKept: open, lookUpKeys: () => undefined };
    const log = new EngineLog(store, { limits: LIMITS, unsealer });
    for (let n = 0; n < 3; n += 1) await appendTo(store, 'ticket-1', 'TicketOpened');
    await appendTo(store, 'order-1', 'OrderPlaced');
    const received: StoredEvent[] = [];
    const changes = new Subject<void>();
    const following = log.subscribeSealed('1').subscribe((message) => {
      if (message.kind === 'events') received.push(...message.events);
      changes.next();
    });
    const has = (count: number) =>
      waitUntil(
        () => received.length === count,
        changes,
        () => `${received.length} events`,
      );
    await has(2);
    await appendTo(store, 'ticket-2', 'TicketOpened');
    await has(3);
    following.unsubscribe();
    const [first] = received;
    expect(received.map(({ position }) => position)).toEqual(['2', '3', '5']);
    expect(received.map(({ data }) => data)).toEqual(['2', '3', '5'].map((at) => store.log[Number(at) - 1]?.data));
    expect(open).not.toHaveBeenCalled();
    expect(first && (await log.opened(first))).toMatchObject({ position: '2', data: '{}' });
  });
});
