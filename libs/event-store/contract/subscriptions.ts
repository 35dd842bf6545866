import type { Position } from '@ledgerdesk/kernel';
import { filter, firstValueFrom, mergeMap, Observable, takeWhile, toArray } from 'rxjs';
import { aScope, areAscending, aStream, eventsOf, idsOf, sample, samples } from './samples.js';
import type { EventStore, LogFilter, LogMessage, StoredEvent } from '../port.js';

/** Timeout of tests with hundreds of round trips, which may go to a remote server. */
const SLOW_MS = 30_000;

const eventsIn = (messages: Observable<LogMessage>): Observable<StoredEvent> =>
  messages.pipe(mergeMap((message) => (message.kind === 'events' ? message.events : [])));

const eventsUntil = (id: string, messages: Observable<LogMessage>): Promise<StoredEvent[]> =>
  firstValueFrom(
    eventsIn(messages).pipe(
      takeWhile((event) => event.id !== id, true),
      toArray(),
    ),
  );

const caughtUp = (messages: Observable<LogMessage>): Promise<LogMessage> =>
  firstValueFrom(messages.pipe(filter(({ kind }) => kind === 'caught-up')));

const appendMany = (store: EventStore, scope: string, writers: number, rounds: number): Promise<string[][]> =>
  Promise.all(
    Array.from({ length: writers }, async () => {
      const stream = aStream(scope);
      const events = samples(rounds);
      for (const event of events) await store.append(stream, 'any', [event]);
      return idsOf(events);
    }),
  );

const storedEvents = (store: () => EventStore): void => {
  it('emits everything after a position, then `caught-up` once', async () => {
    const scope = aScope();
    const { position } = await store().append(aStream(scope), 'no-stream', samples(1));
    await store().append(aStream(scope), 'no-stream', samples(2_500));
    const seen: LogMessage[] = [];
    await caughtUp(
      new Observable((subscriber) =>
        store()
          .subscribe(position, { streamPrefixes: [scope] })
          .subscribe((message) => {
            seen.push(message);
            subscriber.next(message);
          }),
      ),
    );
    expect(seen.flatMap((message) => (message.kind === 'events' ? idsOf(message.events) : []))).toEqual(
      idsOf(await eventsOf(store(), { after: position, filter: { streamPrefixes: [scope] } })),
    );
    expect(seen.filter(({ kind }) => kind === 'caught-up')).toHaveLength(1);
    const last = (await store().readAll({ direction: 'backward', limit: 1 })).events[0];
    expect(seen.at(-1)).toEqual({ kind: 'caught-up', scannedTo: await store().head(), scannedToId: last?.id });
  });

  it('emits `caught-up` if there is nothing after the position', async () => {
    const head = await store().head();
    expect(await caughtUp(store().subscribe(head))).toEqual({ kind: 'caught-up', scannedTo: head });
  });
};

const newEvents = (store: () => EventStore): void => {
  it('continues from stored to new events without gaps or duplicates during concurrent appends', async () => {
    const scope = aScope();
    const start = await store().head();
    await appendMany(store(), scope, 10, 5);
    const last = sample();
    const seen = eventsUntil(last.id, store().subscribe(start, { streamPrefixes: [scope] }));
    const written = appendMany(store(), scope, 20, 10);
    await written;
    await store().append(aStream(scope), 'no-stream', [last]);
    const events = await seen;
    expect(areAscending(events.map(({ position }) => position))).toBe(true);
    expect(idsOf(events)).toEqual(
      idsOf(await eventsOf(store(), { after: start, filter: { streamPrefixes: [scope] } })),
    );
    expect(events).toHaveLength(251);
  });

  it('emits `caught-up` again after each append', async () => {
    const scope = aScope();
    const messages: LogMessage[] = [];
    const rounds = 3;
    await new Promise<void>((resolve, reject) => {
      let round = 0;
      const subscription = store()
        .subscribe('0', { streamPrefixes: [scope] })
        .subscribe((message) => {
          messages.push(message);
          if (message.kind !== 'caught-up') return;
          round += 1;
          if (round <= rounds) store().append(aStream(scope), 'no-stream', samples(2)).catch(reject);
          else {
            subscription.unsubscribe();
            resolve();
          }
        });
    });
    const relevant = messages.filter((message) => message.kind === 'caught-up' || message.events.length > 0);
    expect(relevant.map(({ kind }) => kind)).toEqual([
      'caught-up',
      'events',
      'caught-up',
      'events',
      'caught-up',
      'events',
      'caught-up',
    ]);
  });

  it.each<[string, (scope: string) => LogFilter]>([
    ['type', (scope) => ({ types: [`${scope}Wanted`] })],
    ['stream', (scope) => ({ streamPrefixes: [`${scope}wanted`] })],
  ])('emits only events that match, by %s', async (_, choose) => {
    const scope = aScope();
    const last = sample({ type: `${scope}Wanted` });
    const seen = eventsUntil(last.id, store().subscribe(await store().head(), choose(scope)));
    await store().append(aStream(`${scope}other`), 'no-stream', samples(3));
    await store().append(aStream(`${scope}wanted`), 'no-stream', [sample({ type: `${scope}Wanted` })]);
    await store().append(aStream(`${scope}wanted`), 'no-stream', [last]);
    expect(await seen).toHaveLength(2);
  });
};

const subscribers = (store: () => EventStore): void => {
  it('serves several subscribers, each from its own position', async () => {
    const scope = aScope();
    const stream = aStream(scope);
    const own = { streamPrefixes: [scope] };
    const last = sample();
    const start = await store().head();
    const { position } = await store().append(stream, 'no-stream', samples(4));
    const seen = [start, start, position].map((after: Position) => eventsUntil(last.id, store().subscribe(after, own)));
    await store().append(stream, 3, [...samples(2), last]);
    const [first, second, third] = await Promise.all(seen);
    expect(first).toHaveLength(7);
    expect(second).toEqual(first);
    expect(third).toEqual(first?.slice(4));
  });

  it('emits nothing after unsubscribing, while other subscriptions continue', async () => {
    const scope = aScope();
    const own = { streamPrefixes: [scope] };
    const last = sample();
    const messages: LogMessage[] = [];
    const subscription = store()
      .subscribe(await store().head(), own)
      .subscribe((message) => messages.push(message));
    const other = eventsUntil(last.id, store().subscribe(await store().head(), own));
    subscription.unsubscribe();
    const count = messages.length;
    await store().append(aStream(scope), 'no-stream', [last]);
    expect(await other).toHaveLength(1);
    expect(messages).toHaveLength(count);
  });

  it(
    'applies backpressure: reads a page only once the consumer is ready',
    async () => {
      const scope = aScope();
      const start = await store().head();
      await store().append(aStream(scope), 'no-stream', samples(4_000));
      const last = sample();
      await store().append(aStream(scope), 'no-stream', [last]);
      let outstanding = 0;
      let most = 0;
      const ready = async (): Promise<void> => {
        for (let turn = 0; turn < 5; turn += 1) await store().head();
        outstanding = 0;
      };
      const messages = new Observable<LogMessage>((subscriber) =>
        store()
          .subscribe(start, { streamPrefixes: [scope] }, ready)
          .subscribe((message) => {
            if (message.kind === 'events') outstanding += 1;
            most = Math.max(most, outstanding);
            subscriber.next(message);
          }),
      );
      expect(await eventsUntil(last.id, messages)).toHaveLength(4_001);
      expect(most).toBe(1);
    },
    SLOW_MS,
  );
};

export const subscriptions = (store: () => EventStore): void => {
  describe('subscribe', () => {
    storedEvents(store);
    newEvents(store);
    subscribers(store);
  });
};
