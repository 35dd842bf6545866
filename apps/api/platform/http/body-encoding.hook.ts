import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** The codings in a header, without those in `allowed`. */
const otherCodings = (header: string | undefined, allowed: string): readonly string[] =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== allowed);

/** Refuses a compressed body: with 415 a `Content-Encoding`, with 501 a `Transfer-Encoding` (RFC 9110, RFC 9112). */
export const bodyEncodingHook = async (request: FastifyRequest): Promise<void> => {
  if (request.is404 || !hasBody(request)) return;
  const { headers } = request;
  if (otherCodings(headers['transfer-encoding'], 'chunked').length > 0)
    throw new Problem(
      501,
      'unsupported-transfer-encoding',
      'Send the body with Transfer-Encoding: chunked or without.',
    );
  if (otherCodings(headers['content-encoding'], 'identity').length > 0)
    throw new Problem(415, 'unsupported-content-encoding', 'Send the body uncompressed, without Content-Encoding.', {
      headers: { 'accept-encoding': 'identity' },
    });
};
