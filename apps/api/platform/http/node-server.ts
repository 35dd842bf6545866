import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { handleClientError } from './client-error.js';
import { Problem } from './problem.js';
import { requestIdOf } from './request-id.js';
import { SECURITY_HEADERS } from './security-headers.js';

/** Above the idle timeout of common load balancers, so that they never reuse a connection that is being closed. */
const KEEP_ALIVE_MS = 72_000;

type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

const malformed = new Problem(400, 'malformed-request', 'The request has no Host header. Send one.');
const unsupported = new Problem(417, 'unsupported-expectation', 'Only Expect: 100-continue is supported. Omit Expect.');

const setCommonHeaders = (request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader('request-id', requestIdOf(request));
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    if (value !== undefined) response.setHeader(name, value);
};

/** Ends a response that Fastify does not handle with a problem document, and closes the connection. */
export const endWith = (response: ServerResponse, { status, document }: Problem): void => {
  const body = JSON.stringify({ ...document, instance: requestIdOf(response.req) });
  response
    .writeHead(status, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'en',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    })
    .end(body);
};

/**
 * Creates the server below Fastify. Gives `Request-Id` and the headers of `SECURITY_HEADERS` to every response, also to
 * those without a route, and a problem document to requests that Node would refuse with an empty body.
 */
export const createNodeServer = (handle: RequestHandler): Server => {
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    setCommonHeaders(request, response);
    if (request.headers.host === undefined && request.httpVersion === '1.1') endWith(response, malformed);
    else handle(request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    setCommonHeaders(request, response);
    endWith(response, unsupported);
  });
  server.on('clientError', handleClientError);
  return server;
};
