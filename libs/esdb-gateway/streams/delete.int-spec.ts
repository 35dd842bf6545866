import { aStream, typed } from '../contract/samples.js';
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
    expect((await gateway.store.readStream(stream)).map(({ type }) => type)).toEqual(['A', 'B']);
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
