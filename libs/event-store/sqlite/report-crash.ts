import { sentError } from '@ledgerdesk/kernel';
import { namingFile } from '@ledgerdesk/sqlite';
import type { MessagePort } from 'node:worker_threads';
import { LOG_REMEDY } from './connection.js';
import type { ThreadCrashed } from './writer-protocol.js';

/**
 * Makes a thread that uses a log post an error that nothing has caught before it ends, with the log's file and what to
 * do if it is one of SQLite. As an `error` event it would lose its class, and one of SQLite its message too.
 */
export const reportCrashTo = (port: MessagePort, file: string): void => {
  process.once('uncaughtException', (error: unknown) => {
    const message: ThreadCrashed = { kind: 'crashed', error: sentError(namingFile(file, error, LOG_REMEDY)) };
    port.postMessage(message);
    process.exit(1);
  });
  port.on('messageerror', (error) => {
    throw error;
  });
};
