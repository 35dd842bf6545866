import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** A request counts once, and one that names several tickets as often as it names tickets: each is a command. */
const weightOf = ({ body }: FastifyRequest): number =>
  typeof body === 'object' && body !== null && 'ticketIds' in body && Array.isArray(body.ticketIds)
    ? body.ticketIds.length
    : 1;

/** Lets one caller send so many requests a second, in bursts of twice as many; 0: no limit. */
export const registerRateLimit = async (app: NestFastifyApplication, perSecond: number): Promise<void> => {
  if (perSecond === 0) return;
  const most = perSecond * 2;
  await app.register(rateLimit, {
    max: most,
    timeWindow: 2_000,
    hook: 'preHandler',
    keyGenerator: ({ caller, ip }) => (caller ? `${caller.actor.kind} ${caller.actor.id}` : ip),
    errorResponseBuilder: (_, { after }) => new Problem(429, 'too-many-requests', `Slow down: try again in ${after}.`),
  });
  const fastify = app.getHttpAdapter().getInstance();
  const count = fastify.createRateLimit();
  // The limiter counts each request itself, once, and refuses.
  fastify.addHook('preHandler', async (request) => {
    for (let more = Math.min(weightOf(request) - 1, most); more > 0; more -= 1) await count(request);
  });
};
