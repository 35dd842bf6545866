import {
  type Metadata,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  DeleteReq,
  ReadReq,
  ReadResp,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb.js';
import { append, type AppendContext } from './append.js';
import { answerBatches, type BatchCall } from './batch-append.js';
import { softDelete, tombstone } from './delete.js';
import { asFault } from '../protocol/rpc-error.js';
import { optionsOf } from '../protocol/request-fields.js';
import { read } from './read.js';
import { subscribe } from './subscribe.js';

type Guard = (metadata: Metadata) => void;
type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Resolves when the client has taken what was written, or has gone. */
const drained = (call: ReadCall): Promise<void> =>
  new Promise((resolve) => {
    if (!call.writableNeedDrain || call.cancelled) return resolve();
    const go = (): void => {
      call.off('drain', go).off('cancelled', go);
      resolve();
    };
    call.on('drain', go).on('cancelled', go);
  });

/** Ends a call with a status; `destroy` would leave the client waiting for one. */
const fail = (call: ReadCall | BatchCall, fault: unknown): void => void call.emit('error', asFault(fault));

/** So many messages are written at a stretch: the client has something to do while the next page is read. */
const STRETCH = 100;

const sendAll = async (call: ReadCall, pages: AsyncIterable<readonly ReadResp[]>): Promise<void> => {
  for await (const messages of pages) {
    for (let sent = 0; sent < messages.length; sent += STRETCH) {
      await drained(call);
      if (call.cancelled) return;
      for (const message of messages.slice(sent, sent + STRETCH)) call.write(message);
    }
  }
  call.end();
};

const follow = (call: ReadCall, context: AppendContext, subscriptions: Set<ReadCall>): void => {
  const subscription = subscribe(context.store, call.request, Date.parse(context.now()), () => drained(call)).subscribe(
    {
      next: (message) => void call.write(message),
      error: (fault: unknown) => fail(call, fault),
      complete: () => call.end(),
    },
  );
  subscriptions.add(call);
  call.once('cancelled', () => {
    subscriptions.delete(call);
    subscription.unsubscribe();
  });
};

/** Answers a call that asks once and is answered once. */
const unary =
  <Request, Response>(guard: Guard, handle: (request: Request) => Promise<Response>) =>
  (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>): void => {
    (async () => {
      guard(call.metadata);
      return handle(call.request);
    })().then(
      (response) => answer(null, response),
      (fault: unknown) => answer(asFault(fault)),
    );
  };

/** `event_store.client.streams.Streams`. `guard` throws for a call that may not come in. */
export const streamsService = (context: AppendContext, guard: Guard, subscriptions: Set<ReadCall>): IStreamsServer => ({
  read: (call: ReadCall) => {
    try {
      guard(call.metadata);
      if (optionsOf(call.request).hasSubscription()) follow(call, context, subscriptions);
      else
        sendAll(call, read(context.store, call.request, Date.parse(context.now()))).catch((fault: unknown) =>
          fail(call, fault),
        );
    } catch (fault) {
      fail(call, fault);
    }
  },
  append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => {
    (async () => {
      guard(call.metadata);
      return append(context, call);
    })().then(
      (response) => answer(null, response),
      (fault: unknown) => answer(asFault(fault)),
    );
  },
  batchAppend: (call: BatchCall) => {
    try {
      guard(call.metadata);
      answerBatches(call, context);
    } catch (fault) {
      fail(call, fault);
    }
  },
  delete: unary(guard, (request: DeleteReq) => softDelete(context, request)),
  tombstone: unary(guard, (request: TombstoneReq) => tombstone(context, request)),
});

/** Ends subscriptions as a server does that goes: without an error. */
export const endAll = (subscriptions: Set<ReadCall>): void => {
  for (const call of subscriptions) call.end();
};
