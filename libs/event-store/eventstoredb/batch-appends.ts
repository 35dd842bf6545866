import { randomUUID } from 'node:crypto';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import {
  AccessDeniedError,
  type AppendExpectedRevision,
  type AppendResult,
  convertToCommandError,
  DeadlineExceededError,
  type EventData,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';

/** A call of `Streams/BatchAppend`. */
export type BatchCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Append {
  readonly stream: string;
  readonly events: readonly EventData[];
  readonly expectedRevision: AppendExpectedRevision;
  /** Time for an answer, in ms. */
  readonly deadlineMs: number;
}

interface Pending {
  readonly stream: string;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const bytesOf = (value: unknown): string | Uint8Array =>
  value instanceof Uint8Array ? value : base64(JSON.stringify(value));

const messageOfEvent = ({ id, type, contentType, data, metadata }: EventData): BatchAppendReq.ProposedMessage => {
  const message = new streams.BatchAppendReq.ProposedMessage().setId(new shared.UUID().setString(id));
  message.getMetadataMap().set('type', type).set('content-type', contentType);
  if (metadata !== undefined) message.setCustomMetadata(bytesOf(metadata));
  return message.setData(contentType === 'application/json' ? base64(JSON.stringify(data)) : bytesOf(data));
};

const optionsOf = ({ stream, expectedRevision, deadlineMs }: Append): BatchAppendReq.Options => {
  const options = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(base64(stream)))
    .setDeadline(timestamp.Timestamp.fromDate(new Date(Date.now() + deadlineMs)));
  if (expectedRevision === 'any') return options.setAny(new empty.Empty());
  if (expectedRevision === 'no_stream') return options.setNoStream(new empty.Empty());
  if (expectedRevision === 'stream_exists') return options.setStreamExists(new empty.Empty());
  return options.setStreamPosition(String(expectedRevision));
};

const requestOf = (id: string, append: Append): BatchAppendReq =>
  new streams.BatchAppendReq()
    .setCorrelationId(new shared.UUID().setString(id))
    .setOptions(optionsOf(append))
    .setProposedMessagesList(append.events.map(messageOfEvent))
    .setIsFinal(true);

/** The text of a UUID, of which EventStoreDB answers the two halves. */
const textOf = (uuid: UUID | undefined): string => {
  const halves = uuid?.getStructured();
  if (!halves) return uuid?.getString() ?? '';
  const hex = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

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
    case 'MaximumAppendSizeExceeded':
      return MaxAppendSizeExceededError.fromMaxAppendSize(
        shared.MaximumAppendSizeExceeded.deserializeBinary(bytes).getMaxappendsize(),
      );
    default:
      return new UnknownError(undefined, status.getMessage());
  }
};

/**
 * Appends over one call of `Streams/BatchAppend`, which costs a fraction of a call for each. An answer to an append
 * that was given up is ignored. When the call ends, its own appends are rejected, and the next one begins another.
 */
export class BatchAppends {
  #current: { readonly call: BatchCall; readonly pending: Map<string, Pending> } | undefined;

  constructor(private readonly open: () => BatchCall) {}

  append(append: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const { call, pending } = (this.#current ??= this.#begin());
      const id = randomUUID();
      const timer = setTimeout(() => {
        pending.delete(id);
        reject(new DeadlineExceededError(undefined, `No answer to an append within ${append.deadlineMs} ms.`));
      }, append.deadlineMs);
      pending.set(id, { stream: append.stream, resolve, reject, timer });
      call.write(requestOf(id, append));
    });
  }

  close(): void {
    this.#current?.call.cancel();
  }

  #begin(): { readonly call: BatchCall; readonly pending: Map<string, Pending> } {
    const call = this.open();
    const pending = new Map<string, Pending>();
    const end = (error: Error): void => {
      if (this.#current?.call === call) this.#current = undefined;
      for (const { timer, reject } of pending.values()) {
        clearTimeout(timer);
        reject(error);
      }
      pending.clear();
    };
    call
      .on('data', (response: BatchAppendResp) => settle(pending, response))
      .on('error', (error: Error) => end(convertToCommandError(error)))
      .on('end', () => end(new UnavailableError(undefined, 'The server ended the call for appends.')));
    return { call, pending };
  }
}

const settle = (pending: Map<string, Pending>, response: BatchAppendResp): void => {
  const id = textOf(response.getCorrelationId());
  const append = pending.get(id);
  if (!append) return;
  pending.delete(id);
  clearTimeout(append.timer);
  const refusal = response.getError();
  if (refusal) append.reject(errorOf(refusal, append.stream));
  else append.resolve(resultOf(response));
};
