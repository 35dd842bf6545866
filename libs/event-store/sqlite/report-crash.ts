import { sentError } from '@ledgerdesk/kernel';
import type { MessagePort } from 'node:worker_threads';
import type { ThreadCrashed } from './writer-protocol.js';

/**
 * Makes this thread post an error that nothing has caught before it ends. As an `error` event it would lose its class,
 * and one of SQLite its message too.
 */
export const reportCrashTo = (port: MessagePort): void => {
  process.once('uncaughtException', (error: unknown) => {
    const message: ThreadCrashed = { kind: 'crashed', error: sentError(error) };
    port.postMessage(message);
    process.exit(1);
  });
  port.on('messageerror', (error) => {
    throw error;
  });
};
