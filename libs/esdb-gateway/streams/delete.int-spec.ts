import { NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { sample } from '../../event-store/contract/samples.js';
import { aStream, firstOf, linkTo, typed, typesOf } from '../contract/samples.js';
import { metadataEvent } from './metadata-event.js';
import { startGateway, type RunningGateway } from '../../../test/support/esdb-gateway/gateway.js';

describe('deleting a stream', () => {
  let gateway: RunningGateway;
  let stream: string;

  beforeEach(async () => {
    gateway = await startGateway();
    stream = aStream();
    await gateway.client.appendToStream(stream, typed('A', 'B'));
  });
  afterEach(() => gateway.close());

  it('keeps its events in the log', async () => {
    await gateway.client.deleteStream(stream);
    await gateway.client.tombstoneStream(stream);
    expect((await gateway.store.readStream(stream)).map(({ type }) => type)).toEqual(['A', 'B', '$streamDeleted']);
  });

  it.each(['kunde-müller', '北京-1', 'fünfzig%-1'])('is reported with its true error: %s', async (name) => {
    await gateway.client.appendToStream(name, typed('A'));
    await expect(gateway.client.deleteStream(name, { expectedRevision: 5n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 0n,
      streamName: encodeURIComponent(name),
    });
    await gateway.client.tombstoneStream(name);
    await expect(typesOf(gateway.client.readStream(name))).rejects.toMatchObject({
      type: 'stream-deleted',
      streamName: encodeURIComponent(name),
      message: `9 FAILED_PRECONDITION: Stream ${name} is deleted.`,
    });
  });

  it('holds for streams that version 0.1.0 tombstoned in their metadata stream', async () => {
    await gateway.store.append(`$$${stream}`, 'any', [sample({ type: '$streamDeleted', data: '{}', metadata: '{}' })]);
    const { client } = gateway;
    const deleted = { type: 'stream-deleted' };
    await expect(typesOf(client.readStream(stream))).rejects.toMatchObject(deleted);
    await expect(typesOf(client.subscribeToStream(stream))).rejects.toMatchObject(deleted);
    await expect(client.appendToStream(stream, typed('C'))).rejects.toMatchObject(deleted);
    await expect(client.appendToStream(stream, [])).rejects.toMatchObject(deleted);
    await expect(client.setStreamMetadata(stream, { maxCount: 1 })).rejects.toMatchObject(deleted);
    await expect(client.deleteStream(stream)).rejects.toMatchObject(deleted);
    await expect(client.tombstoneStream(stream)).rejects.toMatchObject(deleted);
  });

  it('holds for streams that version 0.1.0 deleted by truncating them', async () => {
    const { client, store } = gateway;
    await store.append(`$$${stream}`, 'no-stream', [metadataEvent('{"$maxCount":5,"$tb":2}', gateway.time.now)]);
    await expect(typesOf(client.readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    await client.appendToStream(stream, typed('C'), { expectedRevision: NO_STREAM });
    expect(await typesOf(client.readStream(stream))).toEqual(['C']);
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: 5, truncateBefore: 2 });
  });

  it('hides its events from links, and after an append whose mark of deletion could not be taken away', async () => {
    const { client, store } = gateway;
    await client.appendToStream('links-1', [linkTo(0, stream)]);
    await client.deleteStream(stream);
    expect((await firstOf(client.readStream('links-1', { resolveLinkTos: true })))[0]?.event).toBeUndefined();
    await store.append(stream, 1, [sample({ type: 'C' })]);
    expect(await typesOf(client.readStream(stream))).toEqual(['C']);
    await client.appendToStream(stream, typed('D'), { expectedRevision: STREAM_EXISTS });
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 2 });
    expect(await typesOf(client.readStream(stream))).toEqual(['C', 'D']);
  });

  it('is refused for metadata streams', async () => {
    await gateway.client.setStreamMetadata(stream, { maxCount: 1 });
    const denied = { type: 'access-denied' };
    await expect(gateway.client.deleteStream(`$$${stream}`)).rejects.toMatchObject(denied);
    await expect(gateway.client.tombstoneStream(`$$${stream}`)).rejects.toMatchObject(denied);
    expect(await typesOf(gateway.client.readStream(stream))).toEqual(['B']);
  });

  it('is not done by an event of the type of tombstones', async () => {
    await expect(gateway.client.appendToStream(stream, typed('$streamDeleted'))).rejects.toThrow(/\S/);
    expect(await typesOf(gateway.client.readStream(stream))).toEqual(['A', 'B']);
  });

  it('refuses single appends to a tombstoned stream, which the client sends when it has credentials', async () => {
    await gateway.client.tombstoneStream(stream);
    await expect(
      gateway.client.appendToStream(stream, typed('C'), { credentials: { username: 'a', password: 'b' } }),
    ).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it("is refused for the engine's streams", async () => {
    await expect(gateway.client.deleteStream('ticket-1')).rejects.toMatchObject({ type: 'access-denied' });
    await expect(gateway.client.tombstoneStream('ticket-1')).rejects.toMatchObject({ type: 'access-denied' });
  });
});
