import { BACKWARDS, END, START } from '@eventstore/db-client';
import { aStream } from '../../event-store/contract/samples.js';
import { type Client, firstOf, ofStreams, positionOf, typed, typesOf } from './samples.js';

const streams = (client: Client): void => {
  it('gives a stream in both directions, from its ends and from a revision, which comes first', async () => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B', 'C', 'D'));
    const told = (options: Parameters<ReturnType<Client>['readStream']>[1]) =>
      typesOf(client().readStream(stream, options));
    expect(await told({})).toEqual(['A', 'B', 'C', 'D']);
    expect(await told({ fromRevision: 1n, maxCount: 2 })).toEqual(['B', 'C']);
    expect(await told({ fromRevision: END, direction: BACKWARDS })).toEqual(['D', 'C', 'B', 'A']);
    expect(await told({ fromRevision: 1n, direction: BACKWARDS })).toEqual(['B', 'A']);
    expect(await told({ fromRevision: 9n })).toEqual([]);
  });

  it('says of each event where it stands', async () => {
    const stream = aStream();
    const position = positionOf(await client().appendToStream(stream, typed('A', 'B')));
    const [first, second] = (await firstOf(client().readStream(stream))).map(({ event }) => event);
    expect(first).toMatchObject({ streamId: stream, revision: 0n });
    expect(second).toMatchObject({ streamId: stream, revision: 1n, position });
    expect(first?.position?.commit).toBeLessThan(position.commit);
  });

  it('says of a stream that there is none', async () => {
    const stream = aStream();
    await expect(firstOf(client().readStream(stream))).rejects.toMatchObject({
      type: 'stream-not-found',
      streamName: stream,
    });
  });
};

/** More than others write meanwhile. */
const ENOUGH = 50;

const all = (client: Client): void => {
  it('gives all forward from a position, which comes first, and backward what stands before it', async () => {
    const stream = aStream();
    const [a, c] = [
      positionOf(await client().appendToStream(stream, typed('A'))),
      positionOf(await client().appendToStream(stream, typed('B', 'C'))),
    ];
    expect(await typesOf(client().readAll({ fromPosition: a, maxCount: 1 }))).toEqual(['A']);
    expect(await typesOf(ofStreams(client().readAll({ fromPosition: a }), stream))).toEqual(['A', 'B', 'C']);
    expect(
      await typesOf(ofStreams(client().readAll({ fromPosition: c, direction: BACKWARDS, maxCount: ENOUGH }), stream)),
    ).toEqual(['B', 'A']);
  });

  it('gives all from the ends', async () => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B'));
    expect(await firstOf(client().readAll({ fromPosition: START, maxCount: 2 }))).toHaveLength(2);
    expect(
      await typesOf(ofStreams(client().readAll({ fromPosition: END, direction: BACKWARDS, maxCount: ENOUGH }), stream)),
    ).toEqual(['B', 'A']);
    expect(await firstOf(client().readAll({ fromPosition: END }))).toEqual([]);
    expect(await firstOf(client().readAll({ fromPosition: START, direction: BACKWARDS }))).toEqual([]);
  });
};

export const reading = (client: Client): void => {
  describe('reading', () => {
    streams(client);
    all(client);
  });
};
