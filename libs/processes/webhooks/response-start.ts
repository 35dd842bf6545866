import type { IncomingMessage } from 'node:http';

/** Of a response, this much is kept. */
const KEPT_BYTES = 1_024;
/** The connection is closed after this many bytes. */
const MAX_BYTES = 65_536;
/** How long the rest of a response is waited for, in ms. */
const WAIT_MS = 500;

/**
 * Reads the beginning of a response's body as text: up to 1,024 bytes, of which an incomplete last character is left
 * out. Resolves to null if it is empty, and to what has arrived if the rest takes longer than half a second or the
 * connection breaks. What follows is discarded; the connection is closed on a body that is too long.
 */
export const startOf = (response: IncomingMessage): Promise<string | null> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (): void => {
      clearTimeout(timer);
      const start = Buffer.concat(chunks).subarray(0, KEPT_BYTES);
      resolve(start.length === 0 ? null : new TextDecoder().decode(start, { stream: true }));
    };
    const timer = setTimeout(finish, WAIT_MS);
    response.on('data', (chunk: Buffer) => {
      if (bytes < KEPT_BYTES) chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= KEPT_BYTES) finish();
      if (bytes > MAX_BYTES) response.destroy();
    });
    response.on('close', finish);
  });
