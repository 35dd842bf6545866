import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { filter as filterValues, firstValueFrom, scan } from 'rxjs';
import { aScope, areAscending, aStream, eventsOf, idsOf, pagesOf, samples } from './samples.js';
import { MAX_PAGE_BYTES } from '../page-bytes.js';
import {
  type EventStore,
  type LogFilter,
  type LogMessage,
  type LogPage,
  type ReadAllOptions,
  START,
  type StoredEvent,
} from '../port.js';

/** Ten events in two streams, under a scope that no other test uses. */
interface TenEvents {
  readonly scope: string;
  /** The head of the log before the first of them. */
  readonly start: Position;
  /** In log order: 3 red ones in stream a, 3 green ones in stream b, 4 blue ones in stream a. */
  readonly events: readonly StoredEvent[];
}

const appendTen = async (store: EventStore): Promise<TenEvents> => {
  const scope = aScope();
  const start = await store.head();
  const [a, b] = [`${scope}a-1`, `${scope}b-1`];
  await store.append(a, 'no-stream', samples(3, { type: `${scope}Red` }));
  await store.append(b, 'no-stream', samples(3, { type: `${scope}Green` }));
  await store.append(a, 2, samples(4, { type: `${scope}Blue` }));
  return {
    scope,
    start,
    events: [...(await store.readStream(a)), ...(await store.readStream(b))].sort((x, y) =>
      comparePositions(x.position, y.position),
    ),
  };
};

const paging = (store: () => EventStore): void => {
  it.each([1, 2, 3, 10, 11])('returns every event once and in order, in pages of %p', async (limit) => {
    const { scope, start, events } = await appendTen(store());
    const read = await eventsOf(store(), { after: start, filter: { streamPrefixes: [scope] }, limit });
    expect(read).toEqual(events);
    expect(areAscending(read.map(({ position }) => position))).toBe(true);
  });

  it.each([1, 3, 10, 11])('returns every event once and in reverse order, in pages of %p', async (limit) => {
    const { scope, events } = await appendTen(store());
    const first = await store().readAll({ direction: 'backward', filter: { streamPrefixes: [scope] }, limit });
    expect(idsOf(first.events)).toEqual(idsOf(events).reverse().slice(0, limit));
    const rest =
      limit < 10
        ? await eventsOf(store(), {
            direction: 'backward',
            after: first.scannedTo,
            filter: { streamPrefixes: [scope] },
            limit,
          })
        : [];
    expect(idsOf([...first.events, ...rest])).toEqual(idsOf(events).reverse());
  });

  it('starts after a position, exclusively, in both directions', async () => {
    const { scope, events } = await appendTen(store());
    const after = events[4]?.position;
    const filter = { streamPrefixes: [scope] };
    expect(idsOf(await eventsOf(store(), { after, filter }))).toEqual(idsOf(events.slice(5)));
    const { events: before } = await store().readAll({ after, filter, direction: 'backward', limit: 4 });
    expect(idsOf(before)).toEqual(idsOf(events.slice(0, 4)).reverse());
  });

  it('reads the whole log without a filter', async () => {
    const { start, events } = await appendTen(store());
    const read = await eventsOf(store(), { after: start, limit: 4 });
    expect(idsOf(read)).toEqual(expect.arrayContaining(idsOf(events)));
  });

  it('names the event that each page was scanned to, matching or not', async () => {
    const { start, scope, events } = await appendTen(store());
    const idAt = new Map(events.map(({ position, id }) => [position, id]));
    for (const filter of [{ types: [`${scope}Red`] }, {}])
      for (const { scannedTo, scannedToId } of await pagesOf(store(), { after: start, filter, limit: 2 }))
        expect([scannedTo, scannedToId]).toEqual([scannedTo, scannedToId && (idAt.get(scannedTo) ?? scannedToId)]);
    const [page] = await pagesOf(store(), { after: start, filter: { streamPrefixes: [scope] }, limit: 2 });
    expect(page?.scannedToId).toBe(events[1]?.id);
  });

  it('returns an empty page at the end of the log, scanned to the head', async () => {
    await appendTen(store());
    const head = await store().head();
    expect(await store().readAll({ after: head })).toEqual({ events: [], scannedTo: head, end: true });
  });

  it('refuses a limit of 0', async () => {
    await expect(store().readAll({ limit: 0 })).rejects.toThrow(RangeError);
  });

  it('reports the position of the last event as the head', async () => {
    const { position } = await store().append(aStream(), 'no-stream', samples(2));
    expect(await store().head()).toBe(position);
  });
};

const filtering = (store: () => EventStore): void => {
  it.each<[string, (scope: string) => LogFilter, number]>([
    ['a stream prefix', (scope) => ({ streamPrefixes: [`${scope}a`] }), 7],
    ['several stream prefixes', (scope) => ({ streamPrefixes: [`${scope}a`, `${scope}b`] }), 10],
    ['the full name of a stream', (scope) => ({ streamPrefixes: [`${scope}b-1`] }), 3],
    ['a type', (scope) => ({ types: [`${scope}Red`] }), 3],
    ['several types', (scope) => ({ types: [`${scope}Red`, `${scope}Green`] }), 6],
    [
      'a prefix and types, which must both match',
      (scope) => ({ streamPrefixes: [`${scope}a`], types: [`${scope}Green`, `${scope}Blue`] }),
      4,
    ],
    ['a prefix of a type, which matches nothing', (scope) => ({ types: [scope] }), 0],
    [
      'a prefix with wildcard characters, which match literally',
      (scope) => ({ streamPrefixes: [`${scope}%`, `${scope}_`, `${scope}*`, `${scope}.`] }),
      0,
    ],
    ['no types', () => ({ types: [] }), 0],
    ['no prefixes', () => ({ streamPrefixes: [] }), 0],
  ])('filters by %s', async (_, filter, count) => {
    const { scope, start } = await appendTen(store());
    const events = await eventsOf(store(), { after: start, filter: filter(scope), limit: 2 });
    expect(events).toHaveLength(count);
  });

  it.each<NonNullable<ReadAllOptions['direction']>>(['forward', 'backward'])(
    'reads past thousands of events that do not match, %s',
    async (direction) => {
      const scope = aScope();
      const start = await store().head();
      const [near, far] = [aStream(`${scope}x`), aStream(`${scope}x`)];
      await store().append(near, 'no-stream', samples(1));
      for (let round = 0; round < 4; round += 1) await store().append(aStream(), 'no-stream', samples(1_000));
      await store().append(far, 'no-stream', samples(1));
      const pages = await pagesOf(store(), {
        direction,
        filter: { streamPrefixes: [`${scope}x`] },
        ...(direction === 'forward' ? { after: start } : {}),
      });
      expect(pages.flatMap(({ events }) => events)).toHaveLength(2);
      const scannedTo = pages.map((page) => page.scannedTo);
      expect(
        areAscending(
          direction === 'forward' ? scannedTo : scannedTo.filter((position) => position !== START).reverse(),
        ),
      ).toBe(true);
    },
  );

  it('scans to the head if nothing matches', async () => {
    const { start } = await appendTen(store());
    const pages = await pagesOf(store(), { after: start, filter: { types: [aScope()] } });
    const last = (await store().readAll({ direction: 'backward', limit: 1 })).events[0];
    expect(pages.at(-1)).toEqual({ events: [], scannedTo: await store().head(), scannedToId: last?.id, end: true });
  });
};

const EVENT_BYTES = 900_000;

const eventsIn = (message: LogMessage): readonly StoredEvent[] => (message.kind === 'events' ? message.events : []);

const largeEvents = (store: () => EventStore): void => {
  const bytesOf = (events: readonly StoredEvent[]): number =>
    events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  const appendLarge = async (stream: string, count: number): Promise<readonly string[]> => {
    const events = samples(count, { data: JSON.stringify('x'.repeat(EVENT_BYTES)) });
    for (const [index, event] of events.entries())
      await store().append(stream, index === 0 ? 'no-stream' : index - 1, [event]);
    return idsOf(events);
  };

  /** Reads pages until they hold this many events of large size: the rest of the log may be long. */
  const pagesWith = async (count: number, options: ReadAllOptions): Promise<readonly LogPage[]> => {
    const pages: LogPage[] = [];
    let found = 0;
    for (let { after } = options; found < count;) {
      const page = await store().readAll({ ...options, ...(after !== undefined && { after }) });
      found += page.events.filter(({ data }) => data.length >= EVENT_BYTES).length;
      pages.push(page);
      if (page.end) break;
      after = page.scannedTo;
    }
    return pages;
  };

  it('bounds pages by bytes, with and without a filter, in both directions', async () => {
    const scope = aScope();
    const start = await store().head();
    const ids = await appendLarge(aStream(scope), 12);
    const filter = { streamPrefixes: [scope] };
    for (const options of [{ after: start }, { after: start, filter }, { filter, direction: 'backward' as const }]) {
      const pages = await pagesWith(ids.length, options);
      const own = pages.flatMap(({ events }) => events.filter(({ stream }) => stream.startsWith(scope)));
      expect(idsOf(own)).toEqual('direction' in options ? ids.toReversed() : ids);
      for (const { events } of pages) expect(bytesOf(events)).toBeLessThan(MAX_PAGE_BYTES + 2 * EVENT_BYTES);
    }
    const received = await firstValueFrom(
      store()
        .subscribe(start, filter)
        .pipe(
          scan((pages: LogMessage[], message) => [...pages, message], []),
          filterValues((pages) => pages.flatMap(eventsIn).length === ids.length),
        ),
    );
    expect(idsOf(received.flatMap(eventsIn))).toEqual(ids);
    for (const message of received) expect(bytesOf(eventsIn(message))).toBeLessThan(MAX_PAGE_BYTES + 2 * EVENT_BYTES);
  }, 30_000);

  it.each(['forward', 'backward'] as const)('reads pages up to a number of bytes, %s', async (direction) => {
    const scope = aScope();
    const start = await store().head();
    const ids = await appendLarge(`${scope}-1`, 4);
    const expected = direction === 'forward' ? ids : ids.toReversed();
    const filter = { streamPrefixes: [scope] };
    const options: ReadAllOptions = { direction, filter, ...(direction === 'forward' && { after: start }) };
    const read = async (maxBytes: number) => idsOf((await store().readAll({ ...options, maxBytes })).events);
    expect(await read(1)).toEqual(expected.slice(0, 1));
    expect(await read(EVENT_BYTES + 1_000)).toEqual(expected.slice(0, 2));
    const pages = await pagesWith(expected.length, { ...options, maxBytes: 1 });
    expect(pages.flatMap(({ events }) => idsOf(events))).toEqual(expected);
  });

  it.each(['forward', 'backward'] as const)('reads a stream up to a number of bytes, %s', async (direction) => {
    const stream = aStream();
    const ids = await appendLarge(stream, 4);
    const expected = direction === 'forward' ? ids : ids.toReversed();
    const read = async (maxBytes: number) => idsOf(await store().readStream(stream, { direction, maxBytes }));
    expect(await read(1)).toEqual(expected.slice(0, 1));
    expect(await read(EVENT_BYTES + 1_000)).toEqual(expected.slice(0, 2));
    expect(await read(Infinity)).toEqual(expected);
  });
};

export const logReads = (store: () => EventStore): void => {
  describe('readAll', () => {
    paging(store);
    filtering(store);
    largeEvents(store);
  });
};
