import { aStream, sample, samples } from './samples.js';
import { type EventStore, type ExpectedRevision, TOMBSTONE_TYPE } from '../port.js';

const tombstone = () => sample({ type: TOMBSTONE_TYPE });
const deleted = (stream: string) => ({ code: 'stream-deleted', stream });

const onOtherStreams = (store: () => EventStore): void => {
  it.each<[ExpectedRevision, number]>([
    ['any', 0],
    ['any', 2],
    ['no-stream', 0],
    ['stream-exists', 2],
    [1, 2],
  ])('appends if the other stream is as expected: %p with %p events', async (expected, count) => {
    const [stream, other] = [aStream(), aStream()];
    if (count > 0) await store().append(other, 'no-stream', samples(count));
    expect(await store().append(stream, 'any', samples(1), [{ stream: other, expected }])).toMatchObject({
      revision: 0,
    });
  });

  it.each<[ExpectedRevision, number]>([
    ['no-stream', 2],
    ['stream-exists', 0],
    [0, 2],
    [2, 2],
  ])('refuses if the other stream is not as expected: %p with %p events', async (expected, count) => {
    const [stream, other] = [aStream(), aStream()];
    if (count > 0) await store().append(other, 'no-stream', samples(count));
    await expect(store().append(stream, 'any', samples(1), [{ stream: other, expected }])).rejects.toMatchObject({
      code: 'wrong-expected-revision',
      stream: other,
      expected,
      actual: count - 1,
    });
    expect(await store().readStream(stream)).toEqual([]);
  });

  it('has the first outcome for a repeat, whatever became of the other stream', async () => {
    const [stream, other] = [aStream(), aStream()];
    const events = samples(1);
    const first = await store().append(stream, 'no-stream', events, [{ stream: other, expected: 'no-stream' }]);
    await store().append(other, 'no-stream', samples(1));
    expect(await store().append(stream, 'no-stream', events, [{ stream: other, expected: 'no-stream' }])).toEqual(
      first,
    );
  });

  it('accepts exactly one of two concurrent appends that each require that the other did not happen', async () => {
    const [a, b] = [aStream(), aStream()];
    const outcomes = await Promise.allSettled([
      store().append(a, 'no-stream', samples(1), [{ stream: b, expected: 'no-stream' }]),
      store().append(b, 'no-stream', samples(1), [{ stream: a, expected: 'no-stream' }]),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
};

const tombstones = (store: () => EventStore, reopen: () => Promise<EventStore>): void => {
  it.each<ExpectedRevision>(['any', 'no-stream', 'stream-exists', 1, 2])(
    'accepts no more events with %p, also after it is reopened',
    async (expected) => {
      const stream = aStream();
      await store().append(stream, 'no-stream', samples(2));
      await store().append(stream, 1, [tombstone()]);
      await expect(store().append(stream, expected, samples(1))).rejects.toMatchObject(deleted(stream));
      const again = await reopen();
      await expect(again.append(stream, expected, samples(1))).rejects.toMatchObject(deleted(stream));
      expect(await again.readStream(stream)).toHaveLength(3);
    },
  );

  it('meets no condition', async () => {
    const [stream, other] = [aStream(), aStream()];
    await store().append(other, 'any', [tombstone()]);
    for (const expected of ['any', 0] as const)
      await expect(store().append(stream, 'any', samples(1), [{ stream: other, expected }])).rejects.toMatchObject(
        deleted(other),
      );
  });

  it('and a concurrent append at the same expected revision do not both succeed', async () => {
    for (let round = 0; round < 20; round += 1) {
      const stream = aStream();
      await store().append(stream, 'no-stream', samples(1));
      const outcomes = await Promise.allSettled(
        [store().append(stream, 0, samples(1)), store().append(stream, 0, [tombstone()])].sort(() => (round % 2) - 0.5),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
};

export const appendConditions = (store: () => EventStore, reopen: () => Promise<EventStore>): void => {
  describe('an append with conditions', () => onOtherStreams(store));
  describe('a stream that ends with a tombstone', () => tombstones(store, reopen));
};

export const noAppendConditions = (store: () => EventStore): void => {
  it('refuses an append with conditions, which it cannot check in the commit', async () => {
    const [stream, other] = [aStream(), aStream()];
    await expect(store().append(stream, 'any', samples(1), [{ stream: other, expected: 'any' }])).rejects.toThrow(
      RangeError,
    );
    expect(await store().readStream(stream)).toEqual([]);
  });
};
