import type { ServerDuplexStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResult, ExpectedRevision } from '@ledgerdesk/event-store';
import { parseExpectedRevision, streamNameOf, uuidOf } from '../protocol/request-fields.js';
import { checkWrite, storedRevisionFor, type WriteContext } from './append.js';
import { batchAppendStatus } from './batch-append-status.js';
import { withDeadline } from './deadline.js';
import { proposedEvent } from './proposed-event.js';

export type BatchAppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Batch {
  readonly correlation: UUID | undefined;
  readonly options: BatchAppendReq.Options;
  readonly messages: BatchAppendReq.ProposedMessage[];
}

const success = ({ revision, position }: AppendResult): BatchAppendResp.Success =>
  new streams.BatchAppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position));

/** The appends of one call. Each consists of requests with the same correlation id, up to a final one. */
class BatchAppends {
  private readonly incomplete = new Map<string, Batch>();

  constructor(private readonly context: WriteContext) {}

  /** Resolves with the response to an append once its final request is received; with undefined before. */
  async receive(request: BatchAppendReq): Promise<BatchAppendResp | undefined> {
    const correlation = request.getCorrelationId();
    const id = uuidOf(correlation);
    const options = request.getOptions();
    const batch = this.incomplete.get(id) ?? (options && { correlation, options, messages: [] });
    if (!batch) return undefined;
    batch.messages.push(...request.getProposedMessagesList());
    if (!request.getIsFinal()) {
      this.incomplete.set(id, batch);
      return undefined;
    }
    this.incomplete.delete(id);
    return this.respond(batch);
  }

  private async respond(batch: Batch): Promise<BatchAppendResp> {
    const { correlation, options } = batch;
    const identifier = options.getStreamIdentifier();
    const response = new streams.BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifier);
    const expected = parseExpectedRevision(options, () => options.getStreamPosition());
    try {
      return response.setSuccess(success(await this.append(batch, expected)));
    } catch (error) {
      return response.setError(batchAppendStatus(error, expected, identifier));
    }
  }

  private async append({ options, messages }: Batch, expected: ExpectedRevision): Promise<AppendResult> {
    const { store, now, access, engineWrites } = this.context;
    const stream = streamNameOf(options.getStreamIdentifier());
    const recordedAt = now();
    const events = messages.map((message) => proposedEvent(message, recordedAt, engineWrites));
    checkWrite(access, stream, events);
    const deadline = options.getDeadline();
    const append = async (): Promise<AppendResult> =>
      store.append(stream, await storedRevisionFor(this.context, stream, expected), events);
    return deadline ? withDeadline(deadline.toDate().getTime() - Date.now(), append) : append();
  }
}

/** `Streams/BatchAppend`: responds to each append when it is done, in any order, and ends the call after the last. */
export const batchAppend = (call: BatchAppendCall, context: WriteContext): void => {
  const batches = new BatchAppends(context);
  let pending = 0;
  let ended = false;
  const endWhenDone = (): void => {
    if (ended && pending === 0) call.end();
  };
  call.on('data', (request: BatchAppendReq) => {
    pending += 1;
    void batches.receive(request).then((response) => {
      pending -= 1;
      if (response && !call.cancelled) call.write(response);
      endWhenDone();
    });
  });
  call.on('end', () => {
    ended = true;
    endWhenDone();
  });
};
