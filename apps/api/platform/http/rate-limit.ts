import { isRecord } from '@ledgerdesk/kernel';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** A request counts once; a bulk action counts once for each ticket, since each is a command. */
const weightOf = ({ body }: FastifyRequest): number =>
  isRecord(body) && Array.isArray(body['ticketIds']) ? body['ticketIds'].length : 1;

const WINDOW_SECONDS = 2;

/** The header that the plugin set, as a whole number. */
const numberIn = (reply: FastifyReply, name: string): number => Number(reply.getHeader(name));

/** Adds the headers of draft-ietf-httpapi-ratelimit-headers-10 to those of the plugin. */
const standardHeadersHook = async (_: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
  if (!reply.hasHeader('x-ratelimit-limit')) return payload;
  const left = numberIn(reply, 'x-ratelimit-remaining');
  const seconds = numberIn(reply, 'x-ratelimit-reset');
  void reply
    .header('ratelimit-policy', `"caller";q=${numberIn(reply, 'x-ratelimit-limit')};w=${WINDOW_SECONDS}`)
    .header('ratelimit', `"caller";r=${left};t=${seconds}`);
  return payload;
};

/** Limits each caller to `perSecond` requests a second, with bursts of twice as many. 0: no limit. */
export const registerRateLimit = async (app: NestFastifyApplication, perSecond: number): Promise<void> => {
  if (perSecond === 0) return;
  const max = perSecond * WINDOW_SECONDS;
  await app.register(rateLimit, {
    max,
    timeWindow: WINDOW_SECONDS * 1_000,
    hook: 'preHandler',
    keyGenerator: ({ caller, ip }) => (caller ? `${caller.actor.kind} ${caller.actor.id}` : ip),
    errorResponseBuilder: (_, { after }) =>
      new Problem(429, 'too-many-requests', `Too many requests. Retry in ${after}.`),
  });
  const fastify = app.getHttpAdapter().getInstance();
  const count = fastify.createRateLimit();
  // The plugin counts the request once and refuses; only the rest of its weight is added here.
  fastify.addHook('preHandler', async (request, reply) => {
    for (let rest = Math.min(weightOf(request) - 1, max); rest > 0; rest -= 1) {
      const counted = await count(request);
      if (!counted.isAllowed) void reply.header('x-ratelimit-remaining', counted.remaining);
    }
  });
  fastify.addHook('onSend', standardHeadersHook);
};
