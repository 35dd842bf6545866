import { status } from '@grpc/grpc-js';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { samples } from '../../event-store/contract/samples.js';
import { startGateway, type RunningGateway } from '../../../test/support/esdb-gateway/gateway.js';
import { streamsClientFor } from '../../../test/support/esdb-gateway/streams-client.js';
import { filteredReadCall } from '../contract/raw-calls.js';
import { typesOf } from '../contract/samples.js';

const EVENTS = 20_000;
const NO_MATCH = { direction: 'forward', from: 0n, filter: { types: '^NoSuchType$' }, count: 1 } as const;

describe('a filtered read of a log without matches', () => {
  let gateway: RunningGateway;
  let client: StreamsClient;
  let pages: number;
  let firstPage: Promise<void>;

  beforeAll(async () => {
    gateway = await startGateway();
    client = streamsClientFor(gateway.url);
    for (let round = 0; round < EVENTS / 1_000; round += 1)
      await gateway.store.append(`notes-${round}`, 'no-stream', samples(1_000));
  });
  beforeEach(() => {
    pages = 0;
    const readAll = gateway.store.readAll.bind(gateway.store);
    firstPage = new Promise((resolve) => {
      jest.spyOn(gateway.store, 'readAll').mockImplementation((options) => {
        pages += 1;
        resolve();
        return readAll(options);
      });
    });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    client.close();
    await gateway.close();
  });

  /** The status code with which a call ends. */
  const outcome = (call: ReturnType<typeof filteredReadCall>): Promise<number> =>
    new Promise((resolve) => {
      call
        .on('data', () => undefined)
        .once('error', () => undefined)
        .once('status', ({ code }) => resolve(code));
    });

  it('reads full pages, regardless of its count', async () => {
    expect(await outcome(filteredReadCall(client, NO_MATCH))).toBe(status.OK);
    expect(pages).toBeLessThan(EVENTS / 100);
  });

  it('lets other calls through while it runs', async () => {
    let ended = false;
    const reading = outcome(filteredReadCall(client, NO_MATCH)).then(() => (ended = true));
    await firstPage;
    expect(await typesOf(gateway.client.readStream('notes-1', { maxCount: 1 }))).toHaveLength(1);
    expect(ended).toBe(false);
    await reading;
  });

  it('stops when it is cancelled', async () => {
    const call = filteredReadCall(client, NO_MATCH);
    const cancelled = outcome(call);
    await firstPage;
    call.cancel();
    expect(await cancelled).toBe(status.CANCELLED);
    await typesOf(gateway.client.readStream('notes-1', { maxCount: 1 }));
    const read = pages;
    await typesOf(gateway.client.readStream('notes-1', { maxCount: 1 }));
    expect(pages).toBe(read);
    expect(read).toBeLessThan(EVENTS / 500);
  });

  it('stops at its deadline', async () => {
    const call = filteredReadCall(client, NO_MATCH, { deadline: Date.now() + 20 });
    expect(await outcome(call)).toBe(status.DEADLINE_EXCEEDED);
    await typesOf(gateway.client.readStream('notes-1', { maxCount: 1 }));
    const read = pages;
    await typesOf(gateway.client.readStream('notes-1', { maxCount: 1 }));
    expect(pages).toBe(read);
  });
});
