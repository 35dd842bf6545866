import { status } from '@grpc/grpc-js';
import { type AppendAnswer, servicesReply, StubNode, trailers } from '../../../test/support/esdb-gateway/stub-node.js';
import { samples } from '../contract/samples.js';
import type { EventRun } from '../port.js';
import { connectionTo } from './connection.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import { CallCounts } from '../call-counts.js';

const RUNS = 300;
const ANSWER_MS = 5;
const EVENTSTOREDB = servicesReply('event_store.client.streams.streams', 'event_store.client.operations.operations');
const GATEWAY = servicesReply('event_store.client.streams.Streams');

const streams = Array.from({ length: RUNS }, (_, number) => `ticket-${number}`);
const allRuns = async function* (): AsyncGenerator<EventRun> {
  for (const stream of streams) yield { stream, expected: 'no-stream', events: samples(1) };
};

describe('appending runs of events in order to EventStoreDB', () => {
  let node: StubNode;
  let store: EventStoreDbStore;
  let recorded: string[];
  let deadlines: number;
  let unanswered: AppendAnswer[];
  let mostUnanswered: number;

  /** Records an append, and answers it a little later, with those that arrive until then. */
  const recordLater = (append: AppendAnswer): void => {
    if (!recorded.includes(append.stream)) recorded.push(append.stream);
    deadlines += append.hasDeadline ? 1 : 0;
    mostUnanswered = Math.max(mostUnanswered, unanswered.push(append));
    if (unanswered.length === 1)
      setTimeout(() => {
        for (const answer of unanswered.splice(0)) answer.record(0, recorded.indexOf(answer.stream) + 1);
      }, ANSWER_MS);
  };

  beforeEach(async () => {
    [recorded, unanswered, deadlines, mostUnanswered] = [[], [], 0, 0];
    node = await StubNode.start();
    node.answerFeatures = (_call, respond) => respond(null, EVENTSTOREDB);
    node.answerAppend = recordLater;
    const retry = { callMs: 5_000, budgetMs: 30_000 };
    store = new EventStoreDbStore('log', connectionTo(node.url), retry, new CallCounts());
  });
  afterEach(async () => {
    await store.close();
    node.kill();
  });

  it('sends them over one call before earlier ones are answered, without deadlines that could drop one', async () => {
    await store.appendInOrder(allRuns());
    expect(recorded).toEqual(streams);
    expect(mostUnanswered).toBeGreaterThan(10);
    expect(deadlines).toBe(0);
  });

  it('goes on in order after the connection was cut', async () => {
    node.answerAppend = (append) => {
      if (append.stream !== 'ticket-200') return recordLater(append);
      node.answerAppend = recordLater;
      node.kill();
      void node.restart();
    };
    await store.appendInOrder(allRuns());
    expect(recorded).toEqual(streams);
  });

  it('appends them one after another to a server that is not EventStoreDB', async () => {
    node.answerFeatures = (_call, respond) => respond(null, GATEWAY);
    await store.appendInOrder(allRuns());
    expect(recorded).toEqual(streams);
    expect(mostUnanswered).toBe(1);
  });

  it('appends them one after another to a follower, which passes them on to its leader', async () => {
    const metadata = trailers({ exception: 'not-leader', 'leader-endpoint-host': 'a', 'leader-endpoint-port': '1' });
    node.answerRead = (call) => call.emit('error', { code: status.NOT_FOUND, details: 'no leader', metadata });
    await store.appendInOrder(allRuns());
    expect(recorded).toEqual(streams);
    expect(mostUnanswered).toBe(1);
  });
});
