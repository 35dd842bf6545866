import { comparePositions } from '@ledgerdesk/kernel';
import { aScope, areAscending, aStream, eventsOf, idsOf, sample, samples } from './samples.js';
import { MAX_APPEND_BYTES, type EventStore, type ExpectedRevision } from '../port.js';

const wrongRevision = (stream: string, expected: ExpectedRevision, actual: number) => ({
  name: 'Error',
  code: 'wrong-expected-revision',
  stream,
  expected,
  actual,
});

const streamWith = async (store: EventStore, count: number): Promise<string> => {
  const stream = aStream();
  if (count > 0) await store.append(stream, 'no-stream', samples(count));
  return stream;
};

const expectedRevisions = (store: () => EventStore): void => {
  it.each<[ExpectedRevision, number]>([
    ['any', 0],
    ['any', 3],
    ['no-stream', 0],
    ['stream-exists', 1],
    ['stream-exists', 3],
    [0, 1],
    [2, 3],
  ])('accepts expected revision %p for a stream of %p events', async (expected, count) => {
    const stream = await streamWith(store(), count);
    const appended = await store().append(stream, expected, samples(2));
    expect(appended.revision).toBe(count + 1);
    expect(await store().readStream(stream)).toHaveLength(count + 2);
  });

  it.each<[ExpectedRevision, number]>([
    ['no-stream', 1],
    ['stream-exists', 0],
    [0, 0],
    [0, 2],
    [1, 3],
    [5, 3],
  ])(
    'refuses expected revision %p for a stream of %p events, and reports the actual revision',
    async (expected, count) => {
      const stream = await streamWith(store(), count);
      await expect(store().append(stream, expected, samples(2))).rejects.toMatchObject(
        wrongRevision(stream, expected, count - 1),
      );
      expect(await store().readStream(stream)).toHaveLength(count);
    },
  );

  it('refuses an append of no events, and a negative expected revision', async () => {
    await expect(store().append(aStream(), 'any', [])).rejects.toThrow(RangeError);
    await expect(store().append(aStream(), -1, samples(1))).rejects.toThrow(RangeError);
  });
};

const contents = (store: () => EventStore): void => {
  it('returns data and metadata byte for byte, with the revision and position of the event', async () => {
    const stream = aStream();
    const event = sample({
      version: 3,
      data: '{"text":"Grüße, 北京 🧾 \\u0001\u2028 e\u0301"}',
      metadata: '{ "spaced" : true }',
    });
    const { position } = await store().append(stream, 'no-stream', [event]);
    expect(await store().readStream(stream)).toEqual([{ ...event, stream, revision: 0, position }]);
  });

  it('assigns consecutive revisions and ascending positions, and returns the last of each', async () => {
    const stream = aStream();
    const first = await store().append(stream, 'no-stream', samples(1));
    const appended = await store().append(stream, 0, samples(3));
    const read = await store().readStream(stream);
    expect(read.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    expect(areAscending(read.map(({ position }) => position))).toBe(true);
    expect(appended).toEqual({ revision: 3, position: read[3]?.position });
    expect(comparePositions(first.position, appended.position)).toBeLessThan(0);
  });

  it('accepts 1 MiB of UTF-8 and refuses one byte more', async () => {
    const stream = aStream();
    const metadata = '{}';
    const full = (more = ''): string => JSON.stringify('¢'.repeat((MAX_APPEND_BYTES - metadata.length - 2) / 2) + more);
    await store().append(stream, 'no-stream', [sample({ data: full(), metadata })]);
    await expect(store().append(stream, 0, [sample({ data: full('x'), metadata })])).rejects.toMatchObject({
      code: 'append-too-large',
      stream,
      bytes: MAX_APPEND_BYTES + 1,
    });
    const [read] = await store().readStream(stream);
    expect(read?.data === full()).toBe(true);
  });
};

const concurrency = (store: () => EventStore): void => {
  it('accepts exactly one of many concurrent appends with the same expected revision', async () => {
    const stream = await streamWith(store(), 1);
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => store().append(stream, 0, samples(2))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(wrongRevision(stream, 0, 2));
    }
    expect(await store().readStream(stream)).toHaveLength(3);
  });

  it('records concurrent appends to many streams once each, and keeps the events of an append together', async () => {
    const scope = aScope();
    const appends = Array.from({ length: 60 }, () => ({ stream: aStream(scope), events: samples(3) }));
    await Promise.all(appends.map(({ stream, events }) => store().append(stream, 'no-stream', events)));
    const log = await eventsOf(store(), { filter: { streamPrefixes: [scope] } });
    expect(idsOf(log).sort()).toEqual(appends.flatMap(({ events }) => idsOf(events)).sort());
    for (const { events } of appends) {
      const start = log.findIndex(({ id }) => id === events[0]?.id);
      expect(idsOf(log.slice(start, start + 3))).toEqual(idsOf(events));
    }
  });

  it("records concurrent appends with 'any' to one stream, each atomically", async () => {
    const stream = aStream();
    const revisions = await Promise.all(Array.from({ length: 30 }, () => store().append(stream, 'any', samples(2))));
    expect(new Set(revisions.map(({ revision }) => revision))).toEqual(
      new Set(Array.from({ length: 30 }, (_, index) => 2 * index + 1)),
    );
  });
};

export const appends = (store: () => EventStore): void => {
  describe('append', () => {
    expectedRevisions(store);
    contents(store);
    concurrency(store);
  });
};
