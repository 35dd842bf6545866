import { setImmediate as nextTurn } from 'node:timers/promises';
import type { sendUnaryData, ServerReadableStream, ServerWritableStream } from '@grpc/grpc-js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  DeleteReq,
  ReadReq,
  ReadResp,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb.js';
import { type Authenticate, endWithError, reply, unary } from '../protocol/calls.js';
import type { OpenCalls } from '../protocol/open-calls.js';
import { readOptionsOf } from '../protocol/request-fields.js';
import { append } from './append.js';
import { batchAppend, type BatchAppendCall } from './batch-append.js';
import { softDelete, tombstone } from './delete.js';
import { read } from './read.js';
import { subscribe } from './subscribe.js';
import type { WriteContext } from './write-context.js';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Resolves when the client has received what was written, or has cancelled the call. */
const drained = (call: ReadCall): Promise<void> =>
  new Promise((resolve) => {
    if (!call.writableNeedDrain || call.cancelled) return resolve();
    const done = (): void => {
      call.off('drain', done).off('cancelled', done);
      resolve();
    };
    call.on('drain', done).on('cancelled', done);
  });

/** Messages written between checks for backpressure. Keeps the client busy while the next page is read. */
const MESSAGES_PER_WRITE = 100;

/** Sends pages until the client cancels. Serves other calls between pages, also while none of them has a message. */
const sendPages = async (call: ReadCall, pages: AsyncIterable<readonly ReadResp[]>): Promise<void> => {
  for await (const messages of pages) {
    await nextTurn();
    if (call.cancelled) return;
    for (let sent = 0; sent < messages.length; sent += MESSAGES_PER_WRITE) {
      await drained(call);
      if (call.cancelled) return;
      for (const message of messages.slice(sent, sent + MESSAGES_PER_WRITE)) call.write(message);
    }
  }
  call.end();
};

const sendSubscription = (call: ReadCall, { log, now }: WriteContext, subscriptions: Set<ReadCall>): void => {
  const messages = subscribe(log, call.request, Date.parse(now()), () => drained(call));
  const subscription = messages.subscribe({
    next: (message) => void call.write(message),
    error: (error: unknown) => endWithError(call, error),
    complete: () => call.end(),
  });
  subscriptions.add(call);
  call.once('cancelled', () => {
    subscriptions.delete(call);
    subscription.unsubscribe();
  });
};

/** `event_store.client.streams.Streams`. Adds the calls of open subscriptions to `subscriptions`. */
export const streamsService = (
  context: WriteContext,
  authenticate: Authenticate,
  subscriptions: Set<ReadCall>,
  calls: OpenCalls,
): IStreamsServer => ({
  read: (call: ReadCall) => {
    try {
      authenticate(call.metadata, 'read');
      if (readOptionsOf(call.request).hasSubscription()) return sendSubscription(call, context, subscriptions);
      const pages = read(context.log, call.request, Date.parse(context.now()));
      const remove = calls.add((error) => endWithError(call, error));
      sendPages(call, pages)
        .catch((error: unknown) => endWithError(call, error))
        .finally(remove);
    } catch (error) {
      endWithError(call, error);
    }
  },
  append: (call: ServerReadableStream<AppendReq, AppendResp>, callback: sendUnaryData<AppendResp>) =>
    reply(
      calls,
      async () => {
        authenticate(call.metadata, 'write');
        return append(context, call);
      },
      callback,
    ),
  batchAppend: (call: BatchAppendCall) => {
    try {
      authenticate(call.metadata, 'write');
      const remove = calls.add((error) => endWithError(call, error));
      call.once('close', remove).once('cancelled', remove);
      batchAppend(call, context);
    } catch (error) {
      endWithError(call, error);
    }
  },
  delete: unary(calls, authenticate, 'write', (request: DeleteReq) => softDelete(context, request)),
  tombstone: unary(calls, authenticate, 'write', (request: TombstoneReq) => tombstone(context, request)),
});

/** Ends subscriptions without an error, as EventStoreDB does when it shuts down. */
export const endSubscriptions = (subscriptions: Set<ReadCall>): void => {
  for (const call of subscriptions) call.end();
};
