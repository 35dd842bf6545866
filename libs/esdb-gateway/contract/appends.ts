import {
  ANY,
  type AppendExpectedRevision,
  binaryEvent,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import { aStream, type Client, firstOf, typed, typesOf } from './samples.js';

/** Metadata in the form that the engine gives its own events. */
const ENGINE_METADATA = {
  version: 1,
  occurredAt: '1999-12-31T00:00:00.000Z',
  recordedAt: '1999-12-31T00:00:00.000Z',
  metadata: {},
};

const contents = (client: Client): void => {
  it('returns JSON, binary and empty events, with metadata, as they were written', async () => {
    const stream = aStream();
    const events = [
      jsonEvent({ type: 'Json', data: { n: 1 }, metadata: { by: 'script' } }),
      binaryEvent({ type: 'Bytes', data: Uint8Array.from([0, 255, 128, 10]), metadata: Uint8Array.from([9, 200]) }),
      binaryEvent({ type: 'Nothing', data: new Uint8Array() }),
      binaryEvent({
        type: 'Alike',
        data: Uint8Array.from([123, 255]),
        metadata: Buffer.from(JSON.stringify(ENGINE_METADATA)),
      }),
    ];
    expect(await client().appendToStream(stream, events, { expectedRevision: NO_STREAM })).toMatchObject({
      success: true,
      nextExpectedRevision: 3n,
    });
    const [json, binary, nothing, alike] = (await firstOf(client().readStream(stream))).map(({ event }) => event);
    expect(json).toMatchObject({
      id: events[0]?.id,
      isJson: true,
      data: { n: 1 },
      metadata: { by: 'script' },
      created: expect.any(Date) as Date,
    });
    expect(binary).toMatchObject({ id: events[1]?.id, isJson: false });
    expect([...(binary?.data as Uint8Array)]).toEqual([0, 255, 128, 10]);
    expect([...(binary?.metadata as Uint8Array)]).toEqual([9, 200]);
    expect([...(nothing?.data as Uint8Array)]).toEqual([]);
    expect([...(alike?.data as Uint8Array)]).toEqual([123, 255]);
  });
};

const expectations = (client: Client): void => {
  it.each<[string, AppendExpectedRevision]>([
    ['ANY', ANY],
    ['STREAM_EXISTS', STREAM_EXISTS],
    ['the last revision', 1n],
  ])('accepts %s for an existing stream', async (_what, expectedRevision) => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B'));
    expect(await client().appendToStream(stream, typed('C'), { expectedRevision })).toMatchObject({
      nextExpectedRevision: 2n,
    });
    expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B', 'C']);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['NO_STREAM', NO_STREAM],
    ['an earlier revision', 0n],
    ['a later revision', 5n],
  ])('refuses %s for an existing stream, and reports the actual revision', async (_what, expectedRevision) => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B'));
    await expect(client().appendToStream(stream, typed('C'), { expectedRevision })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      expectedVersion: expectedRevision,
      actualVersion: 1n,
    });
    expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B']);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['STREAM_EXISTS', STREAM_EXISTS],
    ['a revision', 0n],
  ])('refuses %s for a stream that does not exist', async (_what, expectedRevision) => {
    await expect(client().appendToStream(aStream(), typed('A'), { expectedRevision })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
  });
};

const repeats = (client: Client): void => {
  it.each<[string, AppendExpectedRevision]>([
    ['ANY', ANY],
    ['the revision before it', 0n],
  ])(
    'returns the first result for a repeat with the same ids and %s, and records nothing',
    async (_what, expectedRevision) => {
      const stream = aStream();
      const repeated = typed('B', 'C');
      await client().appendToStream(stream, typed('A'), { expectedRevision: NO_STREAM });
      for (let time = 0; time < 3; time += 1) {
        expect(await client().appendToStream(stream, repeated, { expectedRevision })).toMatchObject({
          success: true,
          nextExpectedRevision: 2n,
        });
      }
      expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B', 'C']);
    },
  );

  it('returns the first result for a repeat of the append that created a stream, and refuses other ids', async () => {
    const stream = aStream();
    const first = typed('A', 'B');
    await client().appendToStream(stream, first, { expectedRevision: NO_STREAM });
    expect(await client().appendToStream(stream, first, { expectedRevision: NO_STREAM })).toMatchObject({
      nextExpectedRevision: 1n,
    });
    await expect(
      client().appendToStream(stream, typed('A', 'B'), { expectedRevision: NO_STREAM }),
    ).rejects.toMatchObject({ type: 'wrong-expected-version' });
    expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B']);
  });
};

export const appends = (client: Client): void => {
  describe('appendToStream', () => {
    contents(client);
    expectations(client);
    repeats(client);
  });
};
