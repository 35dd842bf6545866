import { randomUUID } from 'node:crypto';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { startGateway, type RunningGateway } from '../../../test/support/esdb-gateway/gateway.js';
import { streamsClientFor } from '../../../test/support/esdb-gateway/streams-client.js';
import { BatchCall, errorTypeOf } from '../contract/batch-call.js';
import { aStream } from '../contract/samples.js';

const event = (bytes: number) => ({ data: new Uint8Array(bytes) });

describe('BatchAppend', () => {
  let gateway: RunningGateway;
  let client: StreamsClient;

  beforeEach(async () => {
    gateway = await startGateway();
    client = streamsClientFor(gateway.url);
  });
  afterEach(async () => {
    client.close();
    await gateway.close();
  });

  it('refuses an append to a stream that clients may not write, at its first part', async () => {
    const batch = new BatchCall(client);
    const id = randomUUID();
    batch.send(id, [event(10)], { stream: 'ticket-1', final: false });
    expect(errorTypeOf(await batch.response(id))).toBe('AccessDenied');
    batch.close();
  });

  it('times out an append whose final part does not arrive by its deadline', async () => {
    const batch = new BatchCall(client);
    const [stream, id] = [aStream(), randomUUID()];
    batch.send(id, [event(10)], { stream, final: false, deadline: new Date(Date.now() + 50) });
    expect(errorTypeOf(await batch.response(id))).toBe('Timeout');
    batch.send(id, [event(10)], {});
    expect((await batch.append(stream, [event(10)])).getSuccess()?.getCurrentRevision()).toBe('0');
    batch.close();
  });

  it('limits what incomplete appends hold, over all calls, and discards them when their call ends', async () => {
    const calls = Array.from({ length: 2 }, () => new BatchCall(client));
    const part = event(1_000_000);
    const refused = calls.flatMap((call) =>
      Array.from({ length: 40 }, () => {
        const id = randomUUID();
        call.send(id, [part], { stream: aStream(), final: false });
        return call.response(id).then(errorTypeOf);
      }),
    );
    expect(await Promise.race(refused)).toBe('Unknown');
    const single = new BatchCall(client);
    for (const call of calls) call.close();
    await Promise.allSettled(refused);
    const accepted = async (): Promise<boolean> => (await single.append(aStream(), [part])).hasSuccess();
    while (!(await accepted())) await new Promise(setImmediate);
    single.close();
  });
});
