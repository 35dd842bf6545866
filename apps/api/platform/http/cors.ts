import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Headers of responses that scripts of other origins may read, besides those that they always may. */
const EXPOSED = [
  'Content-Disposition',
  'Deprecation',
  'ETag',
  'Idempotency-Replayed',
  'Ledger-Clock',
  'Ledger-Manifest',
  'Ledger-Position',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Request-Id',
  'Retry-After',
  'WWW-Authenticate',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
];

/** Headers that scripts of other origins may send. */
const ALLOWED = [
  'Accept-Language',
  'Authorization',
  'Content-Type',
  'Correlation-Id',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Last-Event-ID',
  'Ledger-On-Behalf-Of',
  'Ledger-Position',
];

/** Seconds for which browsers may remember that a request is permitted: the most that Chromium does. */
const REMEMBERED_SECONDS = 7_200;

/** The form of an origin (RFC 6454) as browsers send it. */
const ORIGIN = /^https?:\/\/[^/?#@\s,*]+$/;

/** Parses origins that are separated by commas. Returns undefined if one is not as browsers send it. */
export const parseOrigins = (text: string): readonly string[] | undefined => {
  const origins = text.split(',').map((origin) => origin.trim());
  const isOrigin = (origin: string): boolean =>
    ORIGIN.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
  return origins.every(isOrigin) ? origins : undefined;
};

/** Any other OPTIONS is a method that no path has. */
const isPreflight = ({ headers }: FastifyRequest): boolean =>
  headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

/** What scripts of these origins may do. */
export const corsOptions = (origins: readonly string[]) =>
  ({
    origin: [...origins],
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ALLOWED,
    exposedHeaders: EXPOSED,
    maxAge: REMEMBERED_SECONDS,
  }) satisfies FastifyCorsOptions;

/**
 * Lets scripts of these origins call the API from browsers (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).
 * They use tokens: browsers are never told that a request may carry the cookie of the hub, which is for its own pages
 * only. Without origins nothing is added. Call this before hooks that refuse requests: a preflight request has no
 * token.
 */
export const registerCors = async (app: NestFastifyApplication, origins: readonly string[]): Promise<void> => {
  if (origins.length === 0) return;
  const options = corsOptions(origins);
  await app.register(cors, {
    delegator: (request, use) => use(null, { ...options, preflight: isPreflight(request) }),
    hideOptionsRoute: true,
  });
};
