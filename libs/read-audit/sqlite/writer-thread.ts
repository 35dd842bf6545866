import { sentError } from '@ledgerdesk/kernel';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { DroppedReads } from '../port.js';
import { SqliteWriter } from './sqlite-writer.js';
import type { WriterData, WriterReply, WriterRequest } from './writer-protocol.js';

const perform = (writer: SqliteWriter, request: WriterRequest): DroppedReads | undefined => {
  switch (request.kind) {
    case 'commit':
      writer.commit(request.rows);
      return undefined;
    case 'checkpoint':
      writer.saveCheckpoint(request.checkpoint);
      return undefined;
    case 'droppable':
      return writer.droppable(request.before, request.limit);
    case 'drop':
      return writer.drop(request.before, request.limit);
    case 'close':
      writer.close();
      return undefined;
  }
};

/** Entry point of the thread that writes the read audit. Under Jest it runs compiled, from dist. */
const serve = (port: MessagePort, { file }: WriterData): void => {
  const writer = new SqliteWriter(file);
  const reply = (message: WriterReply): void => port.postMessage(message);
  port.on('message', (request: WriterRequest) => {
    try {
      reply({ kind: 'done', dropped: perform(writer, request) });
    } catch (error) {
      reply({ kind: 'failed', error: sentError(error) });
    }
    if (request.kind === 'close') port.close();
  });
};

if (parentPort) serve(parentPort, workerData as WriterData);
