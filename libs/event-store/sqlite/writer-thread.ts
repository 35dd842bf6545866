import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { CommitFailed } from '../errors.js';
import { BackgroundCheckpoints } from './background-checkpoints.js';
import type { AppendRequest } from './committer.js';
import { openForWriting } from './connection.js';
import { LogWriter } from './log-writer.js';
import type { FromWriter, ToWriter, WriterData } from './thread-protocol.js';

/** One commit for all batches, and an answer for each. */
const commit = (writer: LogWriter, batches: readonly (readonly AppendRequest[])[]): readonly FromWriter[] => {
  try {
    const outcomes = [...writer.commit(batches.flat())];
    return batches.map(({ length }) => ({ kind: 'committed', outcomes: outcomes.splice(0, length) }));
  } catch (failure) {
    const retry = failure instanceof CommitFailed;
    const message = failure instanceof Error ? failure.message : String(failure);
    return batches.map(() => ({ kind: 'failed', retry, message }));
  }
};

const eventsIn = (batches: readonly (readonly AppendRequest[])[]): number =>
  batches.reduce((sum, batch) => sum + batch.reduce((events, [, , appended]) => events + appended.length, 0), 0);

/** The message at hand and all that came in while the last commit ran. */
const arrived = (first: ToWriter, port: MessagePort): readonly ToWriter[] => {
  const messages = [first];
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
    messages.push(next.message as ToWriter);
  return messages;
};

/** Entry of the writer thread. What it imports must resolve in plain Node: from other rooms, types only. */
const serve = (port: MessagePort, { file }: WriterData): void => {
  const db = openForWriting(file);
  const writer = new LogWriter(db);
  const checkpoints = new BackgroundCheckpoints(db, { file });
  const answer = (message: FromWriter): void => port.postMessage(message);
  port.on('message', (first: ToWriter) => {
    const messages = arrived(first, port);
    const batches = messages.flatMap((message) => (message.kind === 'commit' ? [message.batch] : []));
    commit(writer, batches).forEach(answer);
    checkpoints.committed(eventsIn(batches));
    if (batches.length < messages.length) void end();
  });
  const end = async (): Promise<void> => {
    await checkpoints.close();
    writer.close();
    port.close();
  };
  answer({ kind: 'ready' });
};

if (parentPort) serve(parentPort, workerData as WriterData);
