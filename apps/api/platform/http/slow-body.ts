import type { IncomingMessage } from 'node:http';

/** Slowest rate at which a body may arrive after its first seconds, as in Apache's mod_reqtimeout. */
const BYTES_PER_SECOND = 500;

/** Returns true if the request announces a body. */
export const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/**
 * Calls `onSlow` if the body of a request does not arrive within `ms`. Every 500 bytes that have arrived extend the
 * time by a second, so that a large upload may take longer than a body that is sent byte by byte.
 */
export const limitBodyTime = (request: IncomingMessage, ms: number, onSlow: () => void): void => {
  if (!announcesBody(request)) return;
  const { socket } = request;
  const receivedBefore = socket.bytesRead;
  const startedAt = performance.now();
  const check = (): void => {
    if (request.complete) return;
    const allowed = ms + ((socket.bytesRead - receivedBefore) / BYTES_PER_SECOND) * 1_000;
    const left = allowed - (performance.now() - startedAt);
    if (left > 0) timer = setTimeout(check, left);
    else onSlow();
  };
  let timer = setTimeout(check, ms);
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('close', stop);
  };
  request.once('end', stop);
  socket.once('close', stop);
};
