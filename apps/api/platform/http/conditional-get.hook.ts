import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { matchesStrongly, matchesWeakly, tagsIn } from './entity-tags.js';
import { Problem } from './problem.js';

/** Headers of a representation that a response without it must not have. */
const REPRESENTATION = ['content-length', 'content-type', 'content-encoding', 'content-disposition'];

/** Removes what belongs to a representation that is not sent. */
export const withoutRepresentation = (reply: FastifyReply, payload: unknown): void => {
  if (payload instanceof Readable) payload.destroy();
  for (const name of REPRESENTATION) reply.removeHeader(name);
};

/** Whether the client has the representation with this ETag. Throws Problem if it requires another one. */
const isKnown = (etag: string, { headers }: FastifyRequest): boolean => {
  const isWeak = etag.startsWith('W/');
  const value = etag.slice(isWeak ? 3 : 1, -1);
  const ifMatch = tagsIn('If-Match', headers['if-match']);
  const ifNoneMatch = tagsIn('If-None-Match', headers['if-none-match']);
  if (ifMatch && ifMatch !== '*' && (isWeak || !matchesStrongly(ifMatch, value)))
    throw new Problem(412, 'revision-mismatch', 'The resource has another ETag than those in If-Match.');
  return ifNoneMatch !== undefined && matchesWeakly(ifNoneMatch, value);
};

/**
 * Evaluates `If-Match` and `If-None-Match` for a GET or HEAD whose response has an ETag: 412 or 304 instead of the
 * representation (RFC 9110, section 13).
 */
export const conditionalGetHook = async (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> => {
  const { method } = request;
  const etag = reply.getHeader('etag');
  if (typeof etag !== 'string' || reply.statusCode !== 200 || (method !== 'GET' && method !== 'HEAD')) return payload;
  try {
    if (!isKnown(etag, request)) return payload;
  } catch (error) {
    withoutRepresentation(reply, payload);
    throw error;
  }
  withoutRepresentation(reply, payload);
  void reply.code(304);
  // Fastify's handler of HEAD responses takes a stream, and would give an empty text a length.
  return method === 'HEAD' ? Readable.from([]) : null;
};
