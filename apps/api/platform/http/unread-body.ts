import type { IncomingMessage } from 'node:http';

const MAX_MS = 5_000;
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Discards the rest of a request's body after its response, so that the connection can serve the next request. Closes
 * the connection if the rest exceeds 32 MiB or takes longer than 5 seconds, as nginx does (lingering_close).
 */
export const discardUnreadBody = (request: IncomingMessage): void => {
  // A parser that gave up may have paused the body, or hold a pipe that no longer drains.
  request.unpipe().resume();
  if (request.complete) return;
  const { socket } = request;
  let bytes = 0;
  const close = (): void => void socket.destroy();
  const timer = setTimeout(close, MAX_MS);
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('close', stop);
  };
  socket.once('close', stop);
  request.once('end', stop).on('data', (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) close();
  });
};
