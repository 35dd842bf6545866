import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** Characters of a body whose ETag is computed while others wait. Longer ones have none. */
const MAX_LENGTH = 1_048_576;

/**
 * Gives a response to a GET or HEAD without an ETag a weak one, computed from its content, so that clients that poll
 * get 304 while nothing changes. `If-Match` never matches it (RFC 9110, section 8.8).
 */
export const contentTagHook = async (
  { method }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> => {
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead || reply.statusCode !== 200 || reply.hasHeader('etag')) return payload;
  if (typeof payload !== 'string' || payload.length > MAX_LENGTH) return payload;
  void reply.header('etag', `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`);
  return payload;
};
