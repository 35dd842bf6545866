import { jsonEvent } from '@eventstore/db-client';
import { aStream, typed, typesOf } from '../contract/samples.js';
import { startGateway, type RunningGateway } from '../../../test/support/esdb-gateway/gateway.js';

describe('stream metadata', () => {
  let gateway: RunningGateway;
  let stream: string;

  beforeEach(async () => {
    gateway = await startGateway();
    stream = aStream();
    await gateway.client.appendToStream(stream, typed('A', 'B', 'C', 'D'));
  });
  afterEach(() => gateway.close());

  it('hide events older than $maxAge', async () => {
    const { client } = gateway;
    await client.setStreamMetadata(stream, { maxAge: 60 });
    gateway.time.now = '2026-11-27T07:31:00.000Z';
    await client.appendToStream(stream, typed('E'));
    expect(await typesOf(client.readStream(stream))).toEqual(['A', 'B', 'C', 'D', 'E']);
    gateway.time.now = '2026-11-27T07:31:00.001Z';
    expect(await typesOf(client.readStream(stream))).toEqual(['E']);
  });

  it('keep hidden events in the log', async () => {
    await gateway.client.setStreamMetadata(stream, { maxCount: 1 });
    expect((await gateway.store.readStream(stream)).map(({ type }) => type)).toEqual(['A', 'B', 'C', 'D']);
    expect(await typesOf(gateway.client.readAll())).toEqual(['A', 'B', 'C', 'D', '$metadata']);
  });

  it.each([
    ['a $maxCount of 0', () => gateway.client.setStreamMetadata(stream, { maxCount: 0 })],
    ['another event type', () => gateway.client.appendToStream(`$$${stream}`, typed('Other'))],
    [
      'data that are not an object',
      () => gateway.client.appendToStream(`$$${stream}`, [jsonEvent({ type: '$metadata', data: [1] })]),
    ],
  ])('are refused with %s', async (_what, set) => {
    await expect(set()).rejects.toThrow(/\S/);
    expect(await gateway.store.readStream(`$$${stream}`)).toEqual([]);
  });

  it("are refused for the engine's streams", async () => {
    await expect(gateway.client.setStreamMetadata('ticket-1', { maxCount: 1 })).rejects.toMatchObject({
      type: 'access-denied',
    });
  });
});
