import { randomUUID } from 'node:crypto';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import {
  AccessDeniedError,
  type AppendResult,
  CancelledError,
  convertToCommandError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendRequest } from './append-request.js';
import { uuidText } from './uuid-text.js';

/** A call of `Streams/BatchAppend`. */
export type BatchCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Pending {
  readonly stream: string;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout | undefined;
}

const resultOf = (response: BatchAppendResp): AppendResult => {
  const success = response.getSuccess();
  const position = success?.getPosition();
  return {
    success: true,
    nextExpectedRevision: BigInt(success?.getCurrentRevision() ?? 0),
    ...(position && {
      position: { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) },
    }),
  };
};

const { Code } = code;

/**
 * Statuses after which the append may succeed, or has. EventStoreDB sends OK with one that it could not handle: it is
 * not ready, too busy or no longer the leader.
 */
const PASSING: readonly number[] = [
  Code.OK,
  Code.CANCELLED,
  Code.UNKNOWN,
  Code.DEADLINE_EXCEEDED,
  Code.RESOURCE_EXHAUSTED,
  Code.ABORTED,
  Code.INTERNAL,
  Code.UNAVAILABLE,
];

/** EventStoreDB's `Unknown` stands for an invalid transaction, and has no other text. */
const isPassing = (status: Status, type: string): boolean =>
  PASSING.includes(status.getCode()) && !(type === 'Unknown' && status.getMessage() === 'Unknown');

/** The server will not record an append as it is, however often it is repeated. */
class AppendRefused extends Error {
  /** Like the client's types of errors. */
  readonly type = 'append-refused';

  constructor(stream: string, reason: string) {
    super(`The event store refused an append to ${stream}: ${reason}.`);
  }
}

/** The client's error for the status of a refused append. */
const errorOf = (status: Status, stream: string): Error => {
  const details = status.getDetails();
  const type = details?.getTypeName().replace(/^event_store\.client\./, '') ?? '';
  const bytes = details?.getValue_asU8() ?? new Uint8Array();
  switch (type) {
    case 'WrongExpectedVersion':
      return WrongExpectedVersionError.fromWrongExpectedVersion(
        shared.WrongExpectedVersion.deserializeBinary(bytes),
        stream,
      );
    case 'StreamDeleted':
      return StreamDeletedError.fromStreamName(stream);
    case 'AccessDenied':
      return new AccessDeniedError(undefined, status.getMessage());
    case 'Timeout':
      return new DeadlineExceededError(undefined, status.getMessage());
    case 'BadRequest':
      return new AppendRefused(stream, shared.BadRequest.deserializeBinary(bytes).getMessage());
    case 'MaximumAppendEventSizeExceeded':
      return MaxAppendSizeExceededError.fromMaxAppendSize(NaN);
    case 'MaximumAppendSizeExceeded':
      return MaxAppendSizeExceededError.fromMaxAppendSize(
        shared.MaximumAppendSizeExceeded.deserializeBinary(bytes).getMaxappendsize(),
      );
    default:
      return isPassing(status, type)
        ? new UnknownError(undefined, status.getMessage())
        : new AppendRefused(stream, status.getMessage());
  }
};

/**
 * The appends of one call of `Streams/BatchAppend`, which the server handles in the order in which they are sent. An
 * answer to an append that was given up is ignored. When the call ends, those that are not answered are rejected, and
 * so are all later ones.
 */
export class AppendCall {
  readonly #pending = new Map<string, Pending>();
  #ended: Error | undefined;

  constructor(private readonly call: BatchCall) {
    call
      .on('data', (response: BatchAppendResp) => this.#settle(response))
      .on('error', (error: Error) => this.#end(convertToCommandError(error)))
      .on('end', () => this.#end(new UnavailableError(undefined, 'The server ended the call for appends.')));
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Sends an append, before this returns. Rejects with an error of the client. */
  append({ stream, deadlineMs, message }: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      const id = randomUUID();
      const timer = deadlineMs === undefined ? undefined : setTimeout(() => this.#giveUp(id, deadlineMs), deadlineMs);
      this.#pending.set(id, { stream, resolve, reject, timer });
      this.call.write(message.setCorrelationId(new shared.UUID().setString(id)));
    });
  }

  /** Ends the call. What the server has received by then is recorded, or will be; nothing after it is. */
  close(reason: Error = new CancelledError(undefined, 'The call for appends was ended.')): void {
    this.#end(reason);
    this.call.cancel();
  }

  #giveUp(id: string, ms: number): void {
    const append = this.#pending.get(id);
    this.#pending.delete(id);
    append?.reject(new DeadlineExceededError(undefined, `No answer to an append within ${ms} ms.`));
  }

  #settle(response: BatchAppendResp): void {
    const id = uuidText(response.getCorrelationId());
    const append = this.#pending.get(id);
    if (!append) return;
    this.#pending.delete(id);
    clearTimeout(append.timer);
    const refusal = response.getError();
    if (refusal) append.reject(errorOf(refusal, append.stream));
    else append.resolve(resultOf(response));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { timer, reject } of this.#pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#pending.clear();
  }
}
