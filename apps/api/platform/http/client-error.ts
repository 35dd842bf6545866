import { randomUUID } from 'node:crypto';
import { type OutgoingHttpHeaders, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from './problem.js';

const malformedRequest = new Problem(400, 'malformed-request', 'Malformed HTTP request.');
export const requestTimeout = new Problem(
  408,
  'request-timeout',
  'The request was not received in time. Send it again, on a new connection.',
);
const PROBLEMS: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, 'headers-too-large', 'The request headers exceed 16 KiB.'),
  ERR_HTTP_REQUEST_TIMEOUT: requestTimeout,
};

/** Time in which a client can read the last response before its connection is closed. */
const LINGER_MS = 1_000;

/** Connections that have their last response. */
const ending = new WeakSet<Socket>();

/** The raw HTTP response, because malformed requests do not reach routes and filters. */
const rawResponse = ({ status, document, extra }: Problem, common: OutgoingHttpHeaders): string => {
  const id = randomUUID();
  const body = JSON.stringify({ ...document, instance: id });
  const headers = {
    ...common,
    ...extra.headers,
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

/** Returns true if the connection has had its last response, so that requests on it are ignored. */
export const isEnding = (socket: Socket): boolean => ending.has(socket);

/**
 * Sends a problem document as the last response on a connection, which closes a second later at the latest. An
 * immediate close would discard the response if the client is still sending (RFC 9112, 9.6).
 */
export const endConnectionWith = (socket: Socket, problem: Problem, commonHeaders: OutgoingHttpHeaders): void => {
  ending.add(socket);
  socket.end(rawResponse(problem, commonHeaders));
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
};

/** The problem of a request that Node cannot parse, or that has not been received in time. */
export const clientProblem = ({ code = '' }: NodeJS.ErrnoException): Problem => PROBLEMS[code] ?? malformedRequest;
