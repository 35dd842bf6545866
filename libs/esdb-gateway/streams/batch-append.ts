import type { ServerDuplexStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResult, ExpectedRevision } from '../../event-store/port.js';
import { type AppendContext, checkWrite, expectedInLog } from './append.js';
import { statusOf } from './batch-append-status.js';
import { within } from './deadline.js';
import { eventFrom, expectedIn, streamNameOf, uuidOf } from '../protocol/request-fields.js';

export type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Batch {
  readonly correlation: UUID | undefined;
  readonly options: BatchAppendReq.Options;
  readonly messages: BatchAppendReq.ProposedMessage[];
}

const success = ({ revision, position }: AppendResult): BatchAppendResp.Success =>
  new streams.BatchAppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position));

/** The appends of one `BatchAppend` call: each is gathered under its correlation id and answered when it is done. */
class BatchAppends {
  private readonly open = new Map<string, Batch>();

  constructor(private readonly context: AppendContext) {}

  /** The answer once an append's last part has come; nothing before. */
  async take(request: BatchAppendReq): Promise<BatchAppendResp | undefined> {
    const correlation = request.getCorrelationId();
    const id = uuidOf(correlation);
    const options = request.getOptions();
    const batch = this.open.get(id) ?? (options && { correlation, options, messages: [] });
    if (!batch) return undefined;
    batch.messages.push(...request.getProposedMessagesList());
    if (!request.getIsFinal()) {
      this.open.set(id, batch);
      return undefined;
    }
    this.open.delete(id);
    return this.answered(batch);
  }

  private async answered(batch: Batch): Promise<BatchAppendResp> {
    const { correlation, options } = batch;
    const identifier = options.getStreamIdentifier();
    const response = new streams.BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifier);
    const expected = expectedIn(options, () => options.getStreamPosition());
    try {
      return response.setSuccess(success(await this.appended(batch, expected)));
    } catch (fault) {
      return response.setError(statusOf(fault, expected, identifier));
    }
  }

  private async appended({ options, messages }: Batch, expected: ExpectedRevision): Promise<AppendResult> {
    const { store, now, mayWrite, engineWrites } = this.context;
    const stream = streamNameOf(options.getStreamIdentifier());
    const recordedAt = now();
    const events = messages.map((message) => eventFrom(message, recordedAt, engineWrites));
    checkWrite(mayWrite, stream, events);
    const deadline = options.getDeadline();
    const append = async (): Promise<AppendResult> =>
      store.append(stream, await expectedInLog(store, stream, expected), events);
    return deadline ? within(deadline.toDate().getTime() - Date.now(), append) : append();
  }
}

/** `Streams/BatchAppend`: appends are answered as each is done, in any order; the call ends when the last one is. */
export const answerBatches = (call: BatchCall, context: AppendContext): void => {
  const batches = new BatchAppends(context);
  let pending = 0;
  let ended = false;
  const endWhenDone = (): void => {
    if (ended && pending === 0) call.end();
  };
  call.on('data', (request: BatchAppendReq) => {
    pending += 1;
    void batches.take(request).then((response) => {
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
