import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { uuidOf } from '../protocol/request-fields.js';
import { fill, type RawEvent, streamIdentifier } from './raw-calls.js';

interface BatchPart {
  /** Set in the first part. */
  readonly stream?: string;
  readonly deadline?: Date;
  /** Default: true. */
  readonly final?: boolean;
}

/** One `BatchAppend` call. */
export class BatchCall {
  private readonly call;
  private readonly waiting = new Map<string, (response: BatchAppendResp) => void>();
  private readonly received = new Map<string, BatchAppendResp>();
  /** Rejects if the call fails. */
  readonly failure: Promise<never>;

  constructor(client: StreamsClient) {
    this.call = client.batchAppend();
    this.call.on('data', (response: BatchAppendResp) => this.receive(response));
    this.failure = new Promise((_resolve, reject) => this.call.once('error', reject));
    this.failure.catch(() => undefined);
  }

  /** Sends one part of an append. The first part names the stream; `final` completes the append. */
  send(correlationId: string, events: readonly RawEvent[], { stream, final = true, deadline }: BatchPart): void {
    const request = new streams.BatchAppendReq()
      .setCorrelationId(new shared.UUID().setString(correlationId))
      .setProposedMessagesList(events.map((event) => fill(new streams.BatchAppendReq.ProposedMessage(), event)))
      .setIsFinal(final);
    if (stream !== undefined) {
      const options = new streams.BatchAppendReq.Options().setStreamIdentifier(streamIdentifier(stream));
      if (deadline) options.setDeadline(timestamp.Timestamp.fromDate(deadline));
      request.setOptions(options.setAny(new empty.Empty()));
    }
    this.call.write(request);
  }

  /** The response to an append. Rejects if the call fails first. */
  response(correlationId: string): Promise<BatchAppendResp> {
    const response = this.received.get(correlationId);
    if (response) return Promise.resolve(response);
    return Promise.race([
      new Promise<BatchAppendResp>((resolve) => this.waiting.set(correlationId, resolve)),
      this.failure,
    ]);
  }

  /** Sends an append in one part, and waits for its response. */
  append(stream: string, events: readonly RawEvent[]): Promise<BatchAppendResp> {
    const correlationId = randomUUID();
    this.send(correlationId, events, { stream });
    return this.response(correlationId);
  }

  close(): void {
    this.call.on('error', () => undefined).cancel();
  }

  private receive(response: BatchAppendResp): void {
    const id = uuidOf(response.getCorrelationId());
    this.received.set(id, response);
    this.waiting.get(id)?.(response);
  }
}

/** The type of the error in the response to an append of a batch; undefined if it succeeded. */
export const errorTypeOf = (response: BatchAppendResp): string | undefined =>
  response.getError()?.getDetails()?.getTypeName().replace('event_store.client.', '');
