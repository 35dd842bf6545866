import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { clientProblem, isEnding, requestTimeout } from './client-error.js';
import { clientOf } from './client-address.js';
import { Connections } from './connections.js';
import { Problem } from './problem.js';
import { requestIdOf } from './request-id.js';
import type { RequestQueue } from './request-queue.js';
import { limitBodyTime } from './slow-body.js';
import { discardUnreadBody } from './unread-body.js';

/** Above the idle timeout of common load balancers, so that they never reuse a connection that is being closed. */
const KEEP_ALIVE_MS = 72_000;
/** Longest time in which a request may arrive, however large it is. */
const REQUEST_MS = 300_000;
/** Time after which a connection that carries no data is closed, such as that of a client that reads no response. */
const STALLED_MS = 120_000;
const MAX_CHECK_MS = 5_000;

/** A response that sends a file has a dozen listeners: those of the server, of the hooks and of the streams. */
const RESPONSE_LISTENERS = 20;

type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

const withoutHost = new Problem(400, 'malformed-request', 'The request has no Host header. Send one.');
const withRepeatedHeader = new Problem(
  400,
  'malformed-request',
  'Host, Authorization or Content-Type occurs twice. Send each header once.',
);
const noTunnel = new Problem(405, 'method-not-allowed', 'CONNECT is not supported: the engine is no proxy.', {
  headers: { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' },
});
const unsupported = new Problem(417, 'unsupported-expectation', 'Only Expect: 100-continue is supported. Omit Expect.');

const setCommonHeaders = (request: IncomingMessage, response: ServerResponse, headers: OutgoingHttpHeaders): void => {
  response.setHeader('request-id', requestIdOf(request));
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
};

const overloaded = new Problem(
  503,
  'overloaded',
  'The engine has more requests than it can handle. Retry in 2 seconds.',
  {
    headers: { 'retry-after': '2' },
  },
);

/** Headers with one value, of which Node takes the first. A proxy may have judged the request by another. */
const SINGLE = new Set(['host', 'authorization', 'content-type']);

const hasRepeatedHeader = ({ rawHeaders }: IncomingMessage): boolean => {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return true;
    seen.add(name);
  }
  return false;
};

/** Why a request that Node accepts is none of HTTP (RFC 9112, 3.2; RFC 9110, 5.3); undefined for a proper one. */
const malformation = (request: IncomingMessage): Problem | undefined => {
  if (request.headers.host === undefined && request.httpVersion === '1.1') return withoutHost;
  return hasRepeatedHeader(request) ? withRepeatedHeader : undefined;
};

/** Health is answered at once, however many requests wait. */
const isHealthCheck = ({ url }: IncomingMessage): boolean => url?.startsWith('/health/') ?? false;

/** Ends a response that Fastify does not handle with a problem document. */
const respondWith = (
  response: ServerResponse,
  { status, document, extra }: Problem,
  headers: OutgoingHttpHeaders = {},
): void => {
  const body = JSON.stringify({ ...document, instance: requestIdOf(response.req) });
  response
    .writeHead(status, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'en',
      'content-length': Buffer.byteLength(body),
      ...extra.headers,
      ...headers,
    })
    .end(body);
};

/** Ends a response that Fastify does not handle with a problem document, and closes the connection. */
export const endWith = (response: ServerResponse, problem: Problem): void =>
  respondWith(response, problem, { connection: 'close' });

/**
 * Creates the server below Fastify. Gives `Request-Id` and the common headers to every response, also to those without
 * a route, and a problem document to requests that Node would refuse with an empty body. Limits the connections, the
 * time in which requests arrive, what is read of a body that nobody wants, and with `queue` the requests that are
 * handled at once. Health is never queued.
 */
export const createNodeServer = (
  handle: RequestHandler,
  connections = new Connections(),
  queue?: RequestQueue,
): Server => {
  const { headerMs, bodyMs } = connections.limits;
  const options = {
    requireHostHeader: false,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: headerMs,
    requestTimeout: Math.max(REQUEST_MS, headerMs),
    connectionsCheckingInterval: Math.min(headerMs, MAX_CHECK_MS),
  };
  const server = createServer(options, (request, response) => {
    if (isEnding(request.socket)) return;
    response.setMaxListeners(RESPONSE_LISTENERS);
    connections.begin(request, response);
    response.once('finish', () => discardUnreadBody(request));
    limitBodyTime(request, bodyMs, () => {
      if (connections.isResponding(request.socket)) request.socket.destroy();
      else connections.refuse(request.socket, requestTimeout);
    });
    setCommonHeaders(request, response, connections.headers);
    const problem = malformation(request);
    if (problem) endWith(response, problem);
    else if (queue === undefined || isHealthCheck(request)) handle(request, response);
    else {
      const start = (): void => handle(request, response);
      const refuse = (): void => {
        connections.report(overloaded, request.socket);
        respondWith(response, overloaded);
      };
      queue.add(clientOf(request, connections.limits.proxies), { request, response }, start, refuse);
    }
  });
  server.setTimeout(STALLED_MS);
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    setCommonHeaders(request, response, connections.headers);
    endWith(response, unsupported);
  });
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => socket.destroy());
    if (!isEnding(socket)) connections.refuse(socket, noTunnel);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (isEnding(socket)) return;
    const isLost = !socket.writable || error.code === 'ECONNRESET';
    if (isLost || connections.isResponding(socket)) socket.destroy();
    else connections.refuse(socket, clientProblem(error));
  });
  connections.watch(server);
  if (queue) server.on('connection', () => queue.connectionAccepted());
  return server;
};
