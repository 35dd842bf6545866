import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Bytes from which a body is compressed: a smaller one fits in one packet anyway. */
const MIN_BYTES = 1_024;

/** JSON and CSV. Event streams are sent as they come, and files are mostly compressed already. */
const COMPRESSED_TYPES = /^(?:application\/(?:[\w.+-]+\+)?json|text\/csv)\b/i;

/**
 * Excludes what has a strong ETag: another encoding would be another representation, with another ETag (RFC 9110,
 * section 8.8.3.3), and a command's `If-Match` has to match it. The header is the plugin's way to exclude a response.
 */
const excludeStrongTags = async (
  { headers }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> => {
  const etag = reply.getHeader('etag');
  if (typeof etag === 'string' && !etag.startsWith('W/')) headers['x-no-compression'] = '1';
  return payload;
};

/**
 * Compresses responses for clients that accept Brotli or gzip, outside of the thread that answers requests. Call this
 * before routes are added, and after hooks that set ETags.
 */
export const registerCompression = async (app: NestFastifyApplication): Promise<void> => {
  app.getHttpAdapter().getInstance().addHook('onSend', excludeStrongTags);
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: MIN_BYTES,
    syncThreshold: 0,
    customTypes: COMPRESSED_TYPES,
    globalDecompression: false,
  });
};
