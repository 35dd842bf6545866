import type { ServerDuplexStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResult, ExpectedRevision } from '@ledgerdesk/event-store';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { parseExpectedRevision, streamNameOf, uuidOf } from '../protocol/request-fields.js';
import { batchAppendStatus } from './batch-append-status.js';
import { commitAppend } from './commit-append.js';
import { AppendProgress } from './append-progress.js';
import { DeadlineExceeded, withDeadline } from './deadline.js';
import { IncomingAppend } from './incoming-append.js';
import type { WriteContext } from './write-context.js';

export type BatchAppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

const success = ({ revision, position }: AppendResult): BatchAppendResp.Success => {
  const result = new streams.BatchAppendResp.Success().setPosition(
    new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position),
  );
  return revision < 0 ? result.setNoStream(new empty.Empty()) : result.setCurrentRevision(String(revision));
};

/** What a request adds to the bytes that an incomplete append holds, besides its events. */
const REQUEST_BYTES = 256;

/** One append of a call: requests with the same correlation id, up to a final one. */
class Batch {
  /** The response, once the append is committed, refused or has timed out. Never rejects. */
  readonly response: Promise<BatchAppendResp>;
  private readonly incoming: IncomingAppend;
  private readonly progress: AppendProgress;
  private complete: () => void = () => undefined;
  private refuse: (error: unknown) => void = () => undefined;
  private readonly parts = new Promise<void>((resolve, reject) => {
    this.complete = resolve;
    this.refuse = reject;
  });

  constructor(
    private readonly context: WriteContext,
    private readonly correlation: UUID | undefined,
    private readonly options: BatchAppendReq.Options,
  ) {
    this.parts.catch(() => undefined);
    this.incoming = new IncomingAppend(context.incoming);
    this.progress = new AppendProgress(context.timers, context.appendStallMs, () =>
      this.refuse(new DeadlineExceeded()),
    );
    this.response = this.respond().finally(() => {
      this.progress.end();
      this.incoming.release();
    });
  }

  receive(request: BatchAppendReq): void {
    try {
      this.incoming.hold(REQUEST_BYTES);
      for (const message of request.getProposedMessagesList()) this.incoming.add(message);
      if (request.getIsFinal()) {
        this.progress.end();
        this.complete();
      } else this.progress.made();
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Forgets an append that will never be complete. */
  abandon(): void {
    this.refuse(new RangeError('The call ended before the append was complete.'));
  }

  private async respond(): Promise<BatchAppendResp> {
    const identifier = this.options.getStreamIdentifier();
    const response = new streams.BatchAppendResp().setCorrelationId(this.correlation).setStreamIdentifier(identifier);
    const expected = parseExpectedRevision(this.options, () => this.options.getStreamPosition());
    try {
      return response.setSuccess(success(await this.inTime(expected)));
    } catch (error) {
      return response.setError(batchAppendStatus(error, expected, identifier));
    }
  }

  private async inTime(expected: ExpectedRevision): Promise<AppendResult> {
    const stream = streamNameOf(this.options.getStreamIdentifier());
    this.context.access.check(stream);
    const commit = async (): Promise<AppendResult> => {
      await this.parts;
      const { now, engineWrites } = this.context;
      return commitAppend(this.context, stream, expected, this.incoming.stored(now(), engineWrites));
    };
    const deadline = this.options.getDeadline();
    return deadline ? withDeadline(deadline.toDate().getTime() - Date.now(), commit) : commit();
  }
}

/** The appends of one call. */
class BatchAppends {
  private readonly incomplete = new Map<string, Batch>();

  constructor(private readonly context: WriteContext) {}

  /** Returns the response to an append for its first request. Ignores requests of an append that has its response. */
  receive(request: BatchAppendReq): Promise<BatchAppendResp> | undefined {
    const id = uuidOf(request.getCorrelationId());
    const known = this.incomplete.get(id);
    const batch = known ?? this.open(id, request);
    batch?.receive(request);
    if (request.getIsFinal()) this.incomplete.delete(id);
    return known ? undefined : batch?.response.finally(() => this.close(id, batch));
  }

  /** Forgets the appends that are incomplete. */
  abandon(): void {
    for (const batch of this.incomplete.values()) batch.abandon();
  }

  private open(id: string, request: BatchAppendReq): Batch | undefined {
    const options = request.getOptions();
    if (!options) return undefined;
    const batch = new Batch(this.context, request.getCorrelationId(), options);
    this.incomplete.set(id, batch);
    return batch;
  }

  private close(id: string, batch: Batch): void {
    if (this.incomplete.get(id) === batch) this.incomplete.delete(id);
  }
}

/**
 * `Streams/BatchAppend`: responds to each append when it is done, in any order, and ends the call after the last. An
 * append that is refused does not affect the others.
 */
export const batchAppend = (call: BatchAppendCall, context: WriteContext): void => {
  const batches = new BatchAppends(context);
  let pending = 0;
  let ended = false;
  const endWhenDone = (): void => {
    if (ended && pending === 0) call.end();
  };
  call.on('data', (request: BatchAppendReq) => {
    const responding = batches.receive(request);
    if (!responding) return;
    pending += 1;
    void responding.then((response) => {
      pending -= 1;
      if (!call.cancelled) call.write(response);
      endWhenDone();
    });
  });
  call.on('cancelled', () => batches.abandon());
  call.on('end', () => {
    ended = true;
    batches.abandon();
    endWhenDone();
  });
};
