import { jsonEvent } from '@eventstore/db-client';
import { aStream } from '../../event-store/contract/samples.js';
import { typed, typesOf } from '../contract/samples.js';
import { serve, type Served } from '../../../test/support/esdb-gateway/gateway.js';

describe("a stream's metadata on the wire", () => {
  let served: Served;
  let stream: string;

  beforeEach(async () => {
    served = await serve();
    stream = aStream();
    await served.client.appendToStream(stream, typed('A', 'B', 'C', 'D'));
  });
  afterEach(() => served.close());

  it('hides what is older than $maxAge', async () => {
    const { client } = served;
    await client.setStreamMetadata(stream, { maxAge: 60 });
    served.time.now = '2026-11-27T07:31:00.000Z';
    await client.appendToStream(stream, typed('E'));
    expect(await typesOf(client.readStream(stream))).toEqual(['A', 'B', 'C', 'D', 'E']);
    served.time.now = '2026-11-27T07:31:00.001Z';
    expect(await typesOf(client.readStream(stream))).toEqual(['E']);
  });

  it('takes nothing out of the log', async () => {
    await served.client.setStreamMetadata(stream, { maxCount: 1 });
    expect((await served.store.readStream(stream)).map(({ type }) => type)).toEqual(['A', 'B', 'C', 'D']);
    expect(await typesOf(served.client.readAll())).toEqual(['LogNamed', 'A', 'B', 'C', 'D', '$metadata']);
  });

  it.each([
    ['a retention that is none', () => served.client.setStreamMetadata(stream, { maxCount: 0 })],
    ['another event', () => served.client.appendToStream(`$$${stream}`, typed('Other'))],
    [
      'what is no object',
      () => served.client.appendToStream(`$$${stream}`, [jsonEvent({ type: '$metadata', data: [1] })]),
    ],
  ])('refuses %s', async (_what, set) => {
    await expect(set()).rejects.toThrow(/\S/);
    expect(await served.store.readStream(`$$${stream}`)).toEqual([]);
  });

  it("is closed for the engine's streams", async () => {
    await expect(served.client.setStreamMetadata('ticket-1', { maxCount: 1 })).rejects.toMatchObject({
      type: 'access-denied',
    });
  });
});
