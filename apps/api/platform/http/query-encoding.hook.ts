import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** Throws URIError unless the text is percent-encoded UTF-8. */
const decode = (text: string): string => decodeURIComponent(text);

/**
 * Refuses a query that is not percent-encoded UTF-8, as Fastify does paths. Its parser of queries would take the text
 * as it is, or with replacement characters, and the request would be about something else than the client meant.
 */
export const queryEncodingHook = async ({ raw: { url = '' }, is404 }: FastifyRequest): Promise<void> => {
  const start = url.indexOf('?');
  if (is404 || start < 0) return;
  try {
    decode(url.slice(start));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new Problem(400, 'malformed-request', 'The query of the URL is not percent-encoded UTF-8.');
  }
};
