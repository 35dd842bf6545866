import { NEVER } from 'rxjs';
import { sample } from '../contract/samples.js';
import type { LogMessage, LogPage, StoredEvent } from '../port.js';
import { catchUpSubscription } from './catch-up-subscription.js';
import { type ServerSubscription, SubscriptionEnded } from './server-subscription.js';

const event = (position: number): StoredEvent => ({
  ...sample(),
  stream: 'a',
  revision: position,
  position: String(position),
});

/** What a subscription delivers before the server ends it. */
interface Delivery {
  readonly events?: readonly StoredEvent[];
  readonly isCaughtUp?: boolean;
}

/** A subscription that the server ends after its delivery. */
const ending = ({ events = [], isCaughtUp = false }: Delivery): ServerSubscription => {
  let [left, caughtUp] = [events, isCaughtUp];
  const source = {
    failure: new SubscriptionEnded(),
    isLive: false,
    isEmpty: true,
    take: () => {
      const taken = left;
      left = [];
      return taken;
    },
    takeCaughtUp: () => {
      const taken = caughtUp;
      caughtUp = false;
      return taken;
    },
    takeCheckpoint: () => undefined,
    close: () => undefined,
  };
  return source as unknown as ServerSubscription;
};

/** The pauses before the subscriptions that follow those with these deliveries, in ms. */
const pausesAfter = (deliveries: readonly Delivery[]): Promise<readonly number[]> => {
  const pauses: number[] = [];
  let next = 0;
  return new Promise((resolve, reject) => {
    const following = catchUpSubscription({
      subscribe: async () => ending(deliveries[next++] ?? {}),
      after: '0',
      filter: {},
      ready: async () => undefined,
      readAll: async ({ after = '0' } = {}) => ({ events: [], scannedTo: after, end: true }),
      closed: NEVER,
      onReconnect: () => undefined,
      pause: async (ms) => {
        pauses.push(ms);
        if (pauses.length < deliveries.length) return;
        following.unsubscribe();
        resolve(pauses);
      },
    }).subscribe({ error: reject });
  });
};

describe('a catch-up subscription that the server ends', () => {
  const MANY = 12;

  it('is replaced after longer and longer pauses, if none of them delivers anything', async () => {
    const pauses = await pausesAfter(Array.from({ length: MANY }, () => ({})));
    expect(pauses[0]).toBeLessThanOrEqual(50);
    expect(Math.min(...pauses.slice(6))).toBeGreaterThanOrEqual(1_000);
  });

  it.each<[string, (n: number) => Delivery]>([
    ['an event', (n) => ({ events: [event(n + 1)] })],
    ['that it is at the head', () => ({ isCaughtUp: true })],
  ])('is replaced at once after it has delivered %s', async (_, delivery) => {
    const pauses = await pausesAfter(Array.from({ length: MANY }, (_unused, n) => delivery(n)));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(50);
  });
});

describe('a catch-up subscription that begins behind the head', () => {
  it('reads pages up to the head, and subscribes there', async () => {
    const pages: Readonly<Record<string, LogPage>> = {
      '0': { events: [event(1), event(2)], scannedTo: '2', end: false },
      '2': { events: [event(3)], scannedTo: '3', end: true },
    };
    const messages: LogMessage[] = [];
    const subscribedAfter = await new Promise<string>((resolve, reject) => {
      const following = catchUpSubscription({
        subscribe: async (after) => {
          following.unsubscribe();
          resolve(after);
          return ending({});
        },
        after: '0',
        filter: {},
        ready: async () => undefined,
        readAll: async ({ after = '' } = {}) => pages[after] ?? { events: [], scannedTo: after, end: true },
        closed: NEVER,
        onReconnect: () => undefined,
      }).subscribe({ next: (message) => messages.push(message), error: reject });
    });
    expect(subscribedAfter).toBe('3');
    expect(messages.map(({ kind, scannedTo }) => [kind, scannedTo])).toEqual([
      ['events', '2'],
      ['events', '3'],
      ['caught-up', '3'],
    ]);
  });

  it('says `caught-up` once, if the server then says so of the same position', async () => {
    const messages: LogMessage[] = [];
    let subscriptions = 0;
    await new Promise<void>((resolve, reject) => {
      const following = catchUpSubscription({
        subscribe: async () => {
          subscriptions += 1;
          return ending({ isCaughtUp: true });
        },
        after: '3',
        filter: {},
        ready: async () => undefined,
        readAll: async ({ after = '' } = {}) => ({ events: [], scannedTo: after, end: true }),
        closed: NEVER,
        onReconnect: () => undefined,
        pause: async () => {
          if (subscriptions < 3) return;
          following.unsubscribe();
          resolve();
        },
      }).subscribe({ next: (message) => messages.push(message), error: reject });
    });
    expect(messages.map(({ kind, scannedTo }) => [kind, scannedTo])).toEqual([['caught-up', '3']]);
  });
});
