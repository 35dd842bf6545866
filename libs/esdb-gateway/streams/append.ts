import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResult, EventToAppend, ExpectedRevision } from '@ledgerdesk/event-store';
import { parseExpectedRevision, streamNameOf } from '../protocol/request-fields.js';
import { appendStalled, badRequest } from '../protocol/rpc-error.js';
import { AppendProgress } from './append-progress.js';
import { commitAppend } from './commit-append.js';
import { IncomingAppend } from './incoming-append.js';
import { actualRevisionOf } from './write-conflict.js';
import type { WriteContext } from './write-context.js';

const success = ({ revision, position }: AppendResult): AppendResp => {
  const result = new streams.AppendResp.Success().setPosition(
    new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
  if (revision < 0) result.setNoStream(new shared.Empty());
  else result.setCurrentRevision(String(revision));
  return new streams.AppendResp().setSuccess(result);
};

const wrongExpectedVersion = (expected: ExpectedRevision, actual: number): AppendResp => {
  const error = new streams.AppendResp.WrongExpectedVersion();
  if (actual < 0) error.setCurrentNoStream(new shared.Empty());
  else error.setCurrentRevision(String(actual));
  if (expected === 'no-stream') error.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream-exists') error.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'any') error.setExpectedAny(new shared.Empty());
  else error.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(error);
};

const commitAndRespond = async (
  context: WriteContext,
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): Promise<AppendResp> => {
  try {
    return success(await commitAppend(context, stream, expected, events));
  } catch (error) {
    const actual = actualRevisionOf(error, stream);
    if (actual !== undefined) return wrongExpectedVersion(expected, actual);
    throw error;
  }
};

const receive = async (
  context: WriteContext,
  incoming: IncomingAppend,
  requests: AsyncIterable<AppendReq>,
  progress: AppendProgress,
): Promise<AppendResp> => {
  let options: AppendReq.Options | undefined;
  for await (const request of requests) {
    progress.made();
    options ??= request.getOptions();
    const message = request.getProposedMessage();
    if (message) incoming.add(message);
  }
  progress.end();
  // The response has been sent. What arrived must not be recorded, even if the client completes the call.
  if (progress.hasStalled) throw appendStalled();
  if (!options) throw badRequest('The options of the append are missing.');
  const expected = parseExpectedRevision(options, () => options.getRevision());
  const events = incoming.stored(context.now(), context.engineWrites);
  return commitAndRespond(context, streamNameOf(options.getStreamIdentifier()), expected, events);
};

/** `Streams/Append`: the first message holds the options, each later one an event. */
export const append = async (context: WriteContext, requests: AsyncIterable<AppendReq>): Promise<AppendResp> => {
  const incoming = new IncomingAppend(context.incoming);
  let stall = (): void => undefined;
  const stalled = new Promise<never>((_resolve, reject) => {
    stall = () => reject(appendStalled());
  });
  const progress = new AppendProgress(context.timers, context.appendStallMs, () => stall());
  const received = receive(context, incoming, requests, progress);
  return Promise.race([received, stalled]).finally(() => {
    progress.end();
    incoming.release();
    // The rest of a refused append is discarded, so its errors do not matter.
    received.catch(() => undefined);
  });
};
