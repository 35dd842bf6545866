import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { CommitFailed } from '../errors.js';
import type { AppendRequest } from './committer.js';
import { openForWriting } from './connection.js';
import { LogWriter } from './log-writer.js';
import type { FromWriter, ToWriter, WriterData } from './thread-protocol.js';

const commit = (writer: LogWriter, batch: readonly AppendRequest[]): FromWriter => {
  try {
    return { kind: 'committed', outcomes: writer.commit(batch) };
  } catch (failure) {
    return { kind: 'failed', retry: failure instanceof CommitFailed, message: failure instanceof Error ? failure.message : String(failure) };
  }
};

/** Entry of the writer thread. What it imports must resolve in plain Node: from other rooms, types only. */
const serve = (port: MessagePort, { file }: WriterData): void => {
  const writer = new LogWriter(openForWriting(file));
  const answer = (message: FromWriter): void => port.postMessage(message);
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'commit') return answer(commit(writer, message.batch));
    writer.close();
    port.close();
  });
  answer({ kind: 'ready' });
};

if (parentPort) serve(parentPort, workerData as WriterData);
