import { NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { aStream } from '../contract.samples.js';
import { serve, type Served, typed, typesOf } from './served.samples.js';

describe('a stream that is deleted', () => {
  let served: Served;
  let stream: string;

  beforeEach(async () => {
    served = await serve();
    stream = aStream();
    await served.client.appendToStream(stream, typed('A', 'B'));
  });
  afterEach(() => served.close());

  it('is not found, and begins anew after its last revision', async () => {
    const { client } = served;
    await client.deleteStream(stream, { expectedRevision: 1n });
    await expect(typesOf(client.readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    await expect(client.appendToStream(stream, typed('C'), { expectedRevision: STREAM_EXISTS })).rejects.toMatchObject({ type: 'wrong-expected-version' });
    expect(await client.appendToStream(stream, typed('C'), { expectedRevision: NO_STREAM })).toMatchObject({ nextExpectedRevision: 2n });
    expect(await typesOf(client.readStream(stream))).toEqual(['C']);
    expect((await served.store.readStream(stream)).map(({ type }) => type)).toEqual(['A', 'B', 'C']);
  });

  it('keeps its other metadata', async () => {
    await served.client.setStreamMetadata(stream, { maxAge: 60, owner: 'ops' });
    await served.client.deleteStream(stream);
    expect((await served.client.getStreamMetadata(stream)).metadata).toMatchObject({ maxAge: 60, owner: 'ops', truncateBefore: 2 });
  });

  it('is refused where it is not as it was expected', async () => {
    await expect(served.client.deleteStream(stream, { expectedRevision: 5n })).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n, expectedVersion: 5n });
    await expect(served.client.deleteStream(stream, { expectedRevision: NO_STREAM })).rejects.toMatchObject({ type: 'wrong-expected-version' });
    expect(await typesOf(served.client.readStream(stream))).toEqual(['A', 'B']);
  });

  it('can be tombstoned: never read nor written again', async () => {
    const { client } = served;
    await client.tombstoneStream(stream);
    await expect(typesOf(client.readStream(stream))).rejects.toMatchObject({ type: 'stream-deleted', streamName: stream });
    await expect(client.appendToStream(stream, typed('C'))).rejects.toMatchObject({ type: 'stream-deleted', streamName: stream });
    await expect(client.appendToStream(stream, typed('C'), { credentials: { username: 'a', password: 'b' } })).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(client.tombstoneStream(stream)).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(client.setStreamMetadata(stream, { maxCount: 1 })).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it("is never one of the engine's", async () => {
    await expect(served.client.deleteStream('ticket-1')).rejects.toMatchObject({ type: 'access-denied' });
    await expect(served.client.tombstoneStream('ticket-1')).rejects.toMatchObject({ type: 'access-denied' });
  });
});
