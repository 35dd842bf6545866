import { BACKWARDS, END, START } from '@eventstore/db-client';
import { aStream, type Client, firstOf, ofStreams, positionOf, typed, typesOf } from './samples.js';

const streams = (client: Client): void => {
  it('reads a stream forward and backward, from either end and from a revision, inclusive', async () => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B', 'C', 'D'));
    const read = (options: Parameters<ReturnType<Client>['readStream']>[1]) =>
      typesOf(client().readStream(stream, options));
    expect(await read({})).toEqual(['A', 'B', 'C', 'D']);
    expect(await read({ fromRevision: 1n, maxCount: 2 })).toEqual(['B', 'C']);
    expect(await read({ fromRevision: END, direction: BACKWARDS })).toEqual(['D', 'C', 'B', 'A']);
    expect(await read({ fromRevision: 1n, direction: BACKWARDS })).toEqual(['B', 'A']);
    expect(await read({ fromRevision: START, direction: BACKWARDS })).toEqual(['A']);
    expect(await read({ fromRevision: 9n })).toEqual([]);
  });

  it('returns the stream, revision and position of each event', async () => {
    const stream = aStream();
    const position = positionOf(await client().appendToStream(stream, typed('A', 'B')));
    const [first, second] = (await firstOf(client().readStream(stream))).map(({ event }) => event);
    expect(first).toMatchObject({ streamId: stream, revision: 0n });
    expect(second).toMatchObject({ streamId: stream, revision: 1n, position });
    expect(first?.position?.commit).toBeLessThan(position.commit);
  });

  it('reports that a stream does not exist', async () => {
    const stream = aStream();
    await expect(firstOf(client().readStream(stream))).rejects.toMatchObject({
      type: 'stream-not-found',
      streamName: stream,
    });
  });
};

/** Reads enough events to include those of the test, even if others append at the same time. */
const MAX_COUNT = 50;

const all = (client: Client): void => {
  it('reads $all forward from a position, inclusive, and backward from it, exclusive', async () => {
    const stream = aStream();
    const [a, c] = [
      positionOf(await client().appendToStream(stream, typed('A'))),
      positionOf(await client().appendToStream(stream, typed('B', 'C'))),
    ];
    expect(await typesOf(client().readAll({ fromPosition: a, maxCount: 1 }))).toEqual(['A']);
    expect(await typesOf(ofStreams(client().readAll({ fromPosition: a }), stream))).toEqual(['A', 'B', 'C']);
    expect(
      await typesOf(
        ofStreams(client().readAll({ fromPosition: c, direction: BACKWARDS, maxCount: MAX_COUNT }), stream),
      ),
    ).toEqual(['B', 'A']);
  });

  it('reads $all from either end', async () => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B'));
    expect(await firstOf(client().readAll({ fromPosition: START, maxCount: 2 }))).toHaveLength(2);
    expect(
      await typesOf(
        ofStreams(client().readAll({ fromPosition: END, direction: BACKWARDS, maxCount: MAX_COUNT }), stream),
      ),
    ).toEqual(['B', 'A']);
    expect(await firstOf(client().readAll({ fromPosition: END }))).toEqual([]);
    expect(await firstOf(client().readAll({ fromPosition: START, direction: BACKWARDS }))).toEqual([]);
  });
};

export const reads = (client: Client): void => {
  describe('readStream and readAll', () => {
    streams(client);
    all(client);
  });
};
