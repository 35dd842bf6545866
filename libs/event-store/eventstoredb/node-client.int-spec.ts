import { status } from '@grpc/grpc-js';
import { jsonEvent } from '@eventstore/db-client';
import {
  type AppendAnswer,
  incompleteEvent,
  streamNotFound,
  StubNode,
  trailers,
} from '../../../test/support/esdb-gateway/stub-node.js';
import type { StoredEvent } from '../port.js';
import { type LogConnection, connectionTo } from './connection.js';
import { readEvents } from './read-events.js';
import { readStreamRequest } from './read-request.js';
import { isTransient } from './retry.js';

const EVENTS = [jsonEvent({ type: 'A', data: {} })];

describe("the client of EventStoreDB's library for one node", () => {
  let node: StubNode;
  let connection: LogConnection;

  beforeEach(async () => {
    node = await StubNode.start();
    connection = connectionTo(node.url);
  });
  afterEach(() => {
    connection.close();
    node.kill();
  });

  const append = (at = connection, deadline = 5_000) =>
    at.run((client) => client.appendToStream('a', EVENTS, { deadline }));
  const readStream = (stream = 'a') =>
    connection.run(async (client) => {
      const events: StoredEvent[] = [];
      const request = readStreamRequest(stream, { from: 'start', direction: 'forward' });
      await readEvents(client.openRead(request), (event) => events.push(event) > 0);
      return events;
    });

  it('appends whatever the server answers to the question which methods it has', async () => {
    node.answerFeatures = (_call, respond) => respond({ code: status.UNAVAILABLE });
    await expect(append()).resolves.toMatchObject({ success: true });
    expect(node.calls).toEqual(['append']);
  });

  it('ignores the answer to an append that was given up', async () => {
    const answers: AppendAnswer[] = [];
    node.answerAppend = (answer) => answers.push(answer);
    const waiting = append();
    await expect(append(connection, 20)).rejects.toMatchObject({ type: 'deadline-exceeded' });
    answers[1]?.record(1);
    answers[1]?.refuse('late');
    answers[0]?.record(3);
    await expect(waiting).resolves.toMatchObject({ nextExpectedRevision: 3n });
  });

  it('fails no append on another connection when a connection breaks', async () => {
    const other = await StubNode.start();
    const neighbour = connectionTo(other.url);
    let answer = (): void => undefined;
    const isWaiting = new Promise<void>((resolve) => {
      other.answerAppend = (given) => {
        answer = () => given.record(5);
        resolve();
      };
    });
    const pending = append(neighbour);
    await isWaiting;
    node.answerAppend = () => node.kill();
    await expect(append()).rejects.toMatchObject({ type: expect.stringMatching(/unavailable|cancelled/) as string });
    answer();
    await expect(pending).resolves.toMatchObject({ nextExpectedRevision: 5n });
    neighbour.close();
    other.kill();
  });

  it('fails no append on the same connection when another one is refused', async () => {
    const waiting: (() => void)[] = [];
    node.answerAppend = (answer) => waiting.push(() => answer.record());
    const pending = append();
    while (waiting.length === 0) await new Promise(setImmediate);
    node.answerAppend = (answer) => answer.refuse('Server Is Too Busy');
    await expect(append()).rejects.toMatchObject({ type: 'unknown' });
    waiting[0]?.();
    await expect(pending).resolves.toMatchObject({ success: true });
  });

  it.each<[string, string | undefined, Parameters<AppendAnswer['refuse']>[2], string]>([
    ['Server Is Not Ready', 'Empty', 'OK', 'unknown'],
    ['Server Is Busy', undefined, 'OK', 'unknown'],
    ['Timeout', 'Timeout', 'DEADLINE_EXCEEDED', 'deadline-exceeded'],
    ['The event store is unavailable. Retry later.', 'Unknown', 'UNKNOWN', 'unknown'],
    ['Envelope callback expected', 'Empty', 'INTERNAL', 'unknown'],
    ['Unknown', 'Unknown', 'UNKNOWN', 'append-refused'],
    ['InvalidTransaction', 'InvalidTransaction', 'FAILED_PRECONDITION', 'append-refused'],
    ['BadRequest', 'BadRequest', 'INVALID_ARGUMENT', 'append-refused'],
    ['of a later version', 'OfLaterVersion', 'INVALID_ARGUMENT', 'append-refused'],
    ['MaximumAppendSizeExceeded', 'MaximumAppendSizeExceeded', 'INVALID_ARGUMENT', 'maximum-append-size-exceeded'],
    ['for one event', 'MaximumAppendEventSizeExceeded', 'INVALID_ARGUMENT', 'maximum-append-size-exceeded'],
  ])('retries an append only if it may succeed: %s (%s, %s) is %s', async (message, type, code, expected) => {
    node.answerAppend = (answer) => answer.refuse(message, type, code);
    const refusal: unknown = await append().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ type: expected });
    expect(isTransient(refusal)).toBe(['unknown', 'deadline-exceeded'].includes(expected));
  });

  it('asks for no answer by a time of the clock of the server, which may differ', async () => {
    let hasDeadline = true;
    node.answerAppend = (answer) => {
      ({ hasDeadline } = answer);
      answer.record();
    };
    await append();
    expect(hasDeadline).toBe(false);
  });

  it.each([
    [{ exception: 'not-leader' }, 'not-found'],
    [{ exception: 'not-leader', 'leader-endpoint-host': 'a' }, 'not-found'],
    [{ exception: 'stream-deleted' }, 'not-found'],
    [{ exception: 'wrong-expected-version' }, 'not-found'],
    [{ exception: 'wrong-expected-version', 'stream-name': 'a', 'expected-version': 'x' }, 'not-found'],
    [{ exception: 'maximum-append-size-exceeded' }, 'not-found'],
    [{ exception: 'user-not-found' }, 'not-found'],
    [{ exception: 'not-leader', 'leader-endpoint-host': 'a', 'leader-endpoint-port': '1' }, 'not-leader'],
  ])('rejects a call whose trailers are %j', async (incomplete, type) => {
    const refusal = { code: status.NOT_FOUND, details: 'refused', metadata: trailers(incomplete) };
    node.answerAppend = (answer) => answer.fail(refusal);
    await expect(append()).rejects.toMatchObject({ type });
    node.answerRead = (call) => call.emit('error', refusal);
    await expect(readStream()).rejects.toMatchObject({ type });
  });

  it('rejects a read with an event that the client cannot convert', async () => {
    node.answerRead = (call) => {
      call.write(incompleteEvent());
      call.end();
    };
    await expect(readStream()).rejects.toMatchObject({ code: status.DATA_LOSS });
  });

  it('survives an error that follows the message that a stream does not exist', async () => {
    node.answerRead = (call) => {
      call.write(streamNotFound());
      call.emit('error', { code: status.UNAVAILABLE, details: 'shutting down' });
    };
    await expect(readStream()).rejects.toMatchObject({
      type: expect.stringMatching(/stream-not-found|unavailable/) as string,
    });
    await expect(append()).resolves.toMatchObject({ success: true });
  });
});
