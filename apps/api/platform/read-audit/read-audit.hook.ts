import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MANIFEST_HEADER } from '@ledgerdesk/manifest';
import { withoutRepresentation } from '../http/conditional-get.hook.js';
import { transientProblem } from '../http/error-problem.js';
import { outcomeOf, type ReadRecorder } from './read-recorder.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body of the response before it is serialised. */
    replyBody?: unknown;
    /** True once the read is on record, or refused because it could not be. */
    isReadRecorded?: boolean;
  }
}

const READS: readonly string[] = ['GET', 'HEAD'];

/** The body of a response that a controller has serialised itself. */
const parsed = (reply: FastifyReply, payload: unknown): unknown =>
  typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('application/json')
    ? JSON.parse(payload)
    : undefined;

/**
 * Records what staff and services read before it is sent: a GET or HEAD waits until the record is on disk, and
 * is refused if it cannot be. What a command did is on the log: its response does not wait, and goes out in any case.
 */
export const watchReads = (fastify: FastifyInstance, recorder: ReadRecorder): void => {
  fastify.decorateRequest('replyBody', undefined);
  fastify.decorateRequest('isReadRecorded', false);

  fastify.addHook('preSerialization', async (request: FastifyRequest, _: FastifyReply, payload: unknown) => {
    if (recorder.isRecorded(request)) request.replyBody = payload;
    return payload;
  });

  fastify.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const outcome = outcomeOf(reply.statusCode);
    if (outcome === undefined || request.isReadRecorded === true || !recorder.isRecorded(request)) return payload;
    request.isReadRecorded = true;
    const { statusCode: status } = reply;
    const body = request.replyBody ?? parsed(reply, payload);
    const recorded = recorder.record(request, { outcome, status, body });
    if (READS.includes(request.method) || request.routeOptions.config.access?.isRead === true) {
      try {
        await recorded;
      } catch (error) {
        withoutRepresentation(reply, payload);
        for (const name of ['etag', 'ledger-position', MANIFEST_HEADER]) reply.removeHeader(name);
        throw error;
      }
    } else void recorded.catch((error: unknown) => transientProblem(error, request));
    return payload;
  });
};
