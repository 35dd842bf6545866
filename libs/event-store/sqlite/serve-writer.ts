import { messageOf } from '@ledgerdesk/kernel';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { UnsealedData } from '../port.js';
import { BackgroundCheckpoints } from './background-checkpoints.js';
import type { AppendRequest } from './committer.js';
import { openForWriting } from './connection.js';
import { LogWriter } from './log-writer.js';
import { reportCrashTo } from './report-crash.js';
import { TreeBackfill } from './tree-backfill.js';
import type { WriterData, WriterNotice, WriterReply, WriterRequest } from './writer-protocol.js';

/** Commits all batches in one transaction, and returns one reply per batch. */
const commit = (writer: LogWriter, batches: readonly (readonly AppendRequest[])[]): readonly WriterReply[] => {
  try {
    const outcomes = [...writer.commit(batches.flat())];
    return batches.map(({ length }) => ({ kind: 'committed', outcomes: outcomes.splice(0, length) }));
  } catch (failure) {
    const retry = failure instanceof CommitFailed;
    const message = messageOf(failure);
    return batches.map(() => ({ kind: 'failed', retry, message }));
  }
};

const lengthOf = (data: string | UnsealedData): number =>
  typeof data === 'string' ? data.length : data.clear.length + data.contents.length;

/** Number and approximate size, in UTF-16 code units, of the events in a batch. */
const sizeOf = (batch: readonly AppendRequest[]): { readonly events: number; readonly bytes: number } => {
  const events = batch.flatMap(([, , appended]) => appended);
  return {
    events: events.length,
    bytes: events.reduce((sum, [, , , , , data, meta]) => sum + lengthOf(data) + meta.length, 0),
  };
};

/** A step of the backfill writes as many pages to the write-ahead log as this many appended events. */
const EVENTS_LIKE_A_STEP = 5;

/** A message, and those queued behind it while the last commit ran. */
const withQueued = (first: WriterRequest, port: MessagePort): readonly WriterRequest[] => {
  const messages = [first];
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
    messages.push(next.message as WriterRequest);
  return messages;
};

/** Commits what arrives at `port` until it says `close`: the work of the writer's thread. */
export const serveWriter = (port: MessagePort, data: WriterData): void => {
  reportCrashTo(port, data.file);
  const reply = (message: WriterReply | WriterNotice): void => port.postMessage(message);
  const db = openForWriting(data.file);
  const writer = new LogWriter(db, data.writerId);
  const observer = {
    onWarning: (message: string) => reply({ kind: 'warning', message }),
    onFailure: (message: string) => {
      writer.fail(new StoreFailed(message));
      reply({ kind: 'stopped', message });
    },
  };
  const checkpoints = new BackgroundCheckpoints(db, data, observer);
  const backfill = new TreeBackfill(writer, {
    ...observer,
    onStep: () => checkpoints.committed(EVENTS_LIKE_A_STEP, 0),
  });
  port.on('message', (first: WriterRequest) => {
    const messages = withQueued(first, port);
    const batches = messages.flatMap((message) => (message.kind === 'commit' ? [message.batch] : []));
    commit(writer, batches).forEach(reply);
    const { events, bytes } = sizeOf(batches.flat());
    checkpoints.committed(events, bytes);
    if (batches.length < messages.length) void end();
  });
  const end = async (): Promise<void> => {
    backfill.stop();
    await checkpoints.close();
    writer.close();
    port.close();
  };
  reply({ kind: 'ready' });
};
