import { aStream, idsOf, sample, samples } from './samples.js';
import type { AppendResult, EventStore, EventToAppend, ExpectedRevision } from '../port.js';

/** A stream of six events, appended two at a time. */
interface SixEvents {
  readonly stream: string;
  readonly events: readonly EventToAppend[];
  /** The result of appending events 2 and 3. */
  readonly middle: AppendResult;
}

const sixEvents = async (store: EventStore): Promise<SixEvents> => {
  const stream = aStream();
  const events = samples(6);
  await store.append(stream, 'no-stream', events.slice(0, 2));
  const middle = await store.append(stream, 1, events.slice(2, 4));
  await store.append(stream, 3, events.slice(4));
  return { stream, events, middle };
};

const refused = { code: 'wrong-expected-revision', actual: 5 };

const atExactRevisions = (store: () => EventStore): void => {
  it('returns the first result for a repeat below the last revision, and records nothing', async () => {
    const { stream, events, middle } = await sixEvents(store());
    expect(await store().append(stream, 1, events.slice(2, 4))).toEqual(middle);
    expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
  });

  it('returns the first result for a repeat of the last append', async () => {
    const { stream, events } = await sixEvents(store());
    expect(await store().append(stream, 3, events.slice(4))).toMatchObject({ revision: 5 });
  });

  it('returns the first result for a repeat of the append that created the stream', async () => {
    const { stream, events } = await sixEvents(store());
    expect(await store().append(stream, 'no-stream', events.slice(0, 2))).toMatchObject({ revision: 1 });
    expect(await store().append(stream, 'no-stream', events)).toMatchObject({ revision: 5 });
  });

  it('compares ids only, not contents', async () => {
    const { stream, events } = await sixEvents(store());
    const changed = events.slice(0, 2).map((event) => ({ ...event, data: '{"amount":2}' }));
    expect(await store().append(stream, 'no-stream', changed)).toMatchObject({ revision: 1 });
    expect((await store().readStream(stream))[0]?.data).toBe('{"amount":1}');
  });

  it.each<[string, ExpectedRevision, (events: readonly EventToAppend[]) => EventToAppend[]]>([
    ['the first id differs', 1, (events) => [sample(), ...events.slice(3, 4)]],
    ['a later id differs', 1, (events) => [...events.slice(2, 3), sample()]],
    ['the ids are in another order', 1, (events) => events.slice(2, 4).reverse()],
    ['the ids are at other revisions', 0, (events) => events.slice(2, 4)],
    ['it extends past the end of the stream', 3, (events) => [...events.slice(4), sample()]],
    ['it was recorded, but the expected revision is past the end of the stream', 6, (events) => events.slice(4)],
    ['it creates the stream with other ids', 'no-stream', () => samples(2)],
  ])('refuses an append when %s', async (_, expected, choose) => {
    const { stream, events } = await sixEvents(store());
    await expect(store().append(stream, expected, choose(events))).rejects.toMatchObject(refused);
    expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
  });

  it('records the same ids again at the last revision, after which there are no ids to compare', async () => {
    const { stream, events } = await sixEvents(store());
    expect(await store().append(stream, 5, events.slice(4))).toMatchObject({ revision: 7 });
  });
};

const byRecentIds = (store: () => EventStore, expected: 'any' | 'stream-exists'): void => {
  it(`returns the first result for a repeat with '${expected}'`, async () => {
    const { stream, events, middle } = await sixEvents(store());
    expect(await store().append(stream, expected, events.slice(2, 4))).toEqual(middle);
    expect(await store().readStream(stream)).toHaveLength(6);
  });

  it(`records an append with '${expected}' whose ids are in another stream only`, async () => {
    const { events } = await sixEvents(store());
    const { stream } = await sixEvents(store());
    expect(await store().append(stream, expected, events.slice(2, 4))).toMatchObject({ revision: 7 });
  });

  it(`refuses an append with '${expected}' of which only the first events were recorded`, async () => {
    const { stream, events } = await sixEvents(store());
    await expect(store().append(stream, expected, [...events.slice(4), sample()])).rejects.toMatchObject(refused);
  });

  it(`records an append with '${expected}' whose first id is new`, async () => {
    const { stream, events } = await sixEvents(store());
    expect(await store().append(stream, expected, [sample(), ...events.slice(4)])).toMatchObject({ revision: 8 });
  });
};

const concurrentRepeats = (store: () => EventStore): void => {
  it.each<ExpectedRevision>(['no-stream', 'any'])(
    'records an append once if many callers send it concurrently with %p',
    async (expected) => {
      const stream = aStream();
      const events = samples(2);
      const results = await Promise.all(Array.from({ length: 20 }, () => store().append(stream, expected, events)));
      expect(new Set(results.map(({ position }) => position)).size).toBe(1);
      expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
    },
  );
};

export const idempotency = (store: () => EventStore): void => {
  describe('a repeated append', () => {
    atExactRevisions(store);
    byRecentIds(store, 'any');
    byRecentIds(store, 'stream-exists');
    concurrentRepeats(store);
  });
};
