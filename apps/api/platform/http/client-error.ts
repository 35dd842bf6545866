import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from './problem.js';
import { SECURITY_HEADERS } from './security-headers.js';

const malformedRequest = new Problem(400, 'malformed-request', 'Malformed HTTP request.');
const PROBLEMS: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, 'headers-too-large', 'The request headers exceed 16 KiB.'),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'request-timeout', 'The request was not received in time.'),
};

/** The raw HTTP response, because malformed requests do not reach routes and filters. */
const rawResponse = ({ status, document }: Problem): string => {
  const id = randomUUID();
  const body = JSON.stringify({ ...document, instance: id });
  const headers = {
    ...SECURITY_HEADERS,
    'request-id': id,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': 'en',
    'content-length': Buffer.byteLength(body),
    date: new Date().toUTCString(),
    connection: 'close',
  };
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`),
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
};

/** Responds to a malformed HTTP request with a problem document and closes the connection. */
export const handleClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  socket.end(rawResponse(PROBLEMS[error.code ?? ''] ?? malformedRequest));
};
