import { isRecord } from '@ledgerdesk/kernel';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** A request counts once; a bulk action counts once for each ticket, since each is a command. */
const weightOf = ({ body }: FastifyRequest): number =>
  isRecord(body) && Array.isArray(body['ticketIds']) ? body['ticketIds'].length : 1;

/** Limits each caller to `perSecond` requests a second, with bursts of twice as many. 0: no limit. */
export const registerRateLimit = async (app: NestFastifyApplication, perSecond: number): Promise<void> => {
  if (perSecond === 0) return;
  const max = perSecond * 2;
  await app.register(rateLimit, {
    max,
    timeWindow: 2_000,
    hook: 'preHandler',
    keyGenerator: ({ caller, ip }) => (caller ? `${caller.actor.kind} ${caller.actor.id}` : ip),
    errorResponseBuilder: (_, { after }) =>
      new Problem(429, 'too-many-requests', `Too many requests. Retry in ${after}.`),
  });
  const fastify = app.getHttpAdapter().getInstance();
  const count = fastify.createRateLimit();
  // The plugin counts the request once and refuses; only the rest of its weight is added here.
  fastify.addHook('preHandler', async (request) => {
    for (let rest = Math.min(weightOf(request) - 1, max); rest > 0; rest -= 1) await count(request);
  });
};
