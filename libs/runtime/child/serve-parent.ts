import { AWAITED, lowerProcessPriority } from '../background-priority.js';

/** Descriptor under which a child has the first of its files. 0 to 2 are the standard streams, 3 is the channel. */
export const FIRST_FILE = 4;

/** Ends at once: `process.exit` would wait for threads that are inside of a library. Nothing here has to be saved. */
const end = (): void => void process.kill(process.pid, 'SIGKILL');

/**
 * Serves the parent of a `BackgroundChild`, in the main thread of the child: calls `onMessage` with each message, and
 * returns a function that sends one. Lowers the priority of the process, and ends it when the parent has ended. The
 * main thread has to stay responsive for that: run what takes long in a thread.
 *
 * @example
 * const send = serveParent<Task, Result>((task) => run(task).then(send));
 */
export const serveParent = <Received, Sent>(onMessage: (message: Received) => void): ((message: Sent) => void) => {
  lowerProcessPriority(AWAITED);
  // Terminals and service managers send these to the parent too, which may still need answers before it ends.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
  process.on('message', onMessage);
  process.once('disconnect', end);
  // The parent may have ended before.
  if (!process.connected) end();
  return (message) => void process.send?.(message, undefined, undefined, () => undefined);
};
