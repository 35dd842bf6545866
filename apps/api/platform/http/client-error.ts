import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from './problem.js';

const notHttp = new Problem(400, 'malformed-request', 'This cannot be read as an HTTP request.');
const BY_CODE: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, 'headers-too-large', 'All headers together may have 16 KiB.'),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'request-timeout', 'The request did not arrive in time.'),
};

/** What goes over the wire for a request that HTTP itself could not read: no route and no filter sees it. */
const written = ({ status, document }: Problem): string => {
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
};

/** Answers what is no HTTP by a problem document and ends the connection. */
export const handleClientError = (fault: Error & { readonly code?: string }, socket: Socket): void => {
  if (!socket.writable || fault.code === 'ECONNRESET') return void socket.destroy();
  socket.end(written(BY_CODE[fault.code ?? ''] ?? notHttp));
};
