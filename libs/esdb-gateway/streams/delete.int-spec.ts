import { aStream } from '../../event-store/contract/samples.js';
import { typed } from '../contract/samples.js';
import { serve, type Served } from '../../../test/support/esdb-gateway/gateway.js';

describe('a stream that is deleted on the wire', () => {
  let served: Served;
  let stream: string;

  beforeEach(async () => {
    served = await serve();
    stream = aStream();
    await served.client.appendToStream(stream, typed('A', 'B'));
  });
  afterEach(() => served.close());

  it('loses nothing in the log', async () => {
    await served.client.deleteStream(stream);
    await served.client.tombstoneStream(stream);
    expect((await served.store.readStream(stream)).map(({ type }) => type)).toEqual(['A', 'B']);
  });

  it('is closed to appends of every kind once it is tombstoned', async () => {
    await served.client.tombstoneStream(stream);
    await expect(
      served.client.appendToStream(stream, typed('C'), { credentials: { username: 'a', password: 'b' } }),
    ).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it("is never one of the engine's", async () => {
    await expect(served.client.deleteStream('ticket-1')).rejects.toMatchObject({ type: 'access-denied' });
    await expect(served.client.tombstoneStream('ticket-1')).rejects.toMatchObject({ type: 'access-denied' });
  });
});
