import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** Refuses requests on open connections while the server closes: the stores close next. */
export const refuseWhenClosing = (fastify: FastifyInstance): void => {
  let closing = false;
  fastify.addHook('preClose', async () => {
    closing = true;
  });
  fastify.addHook('onRequest', async () => {
    if (!closing) return;
    throw new Problem(503, 'stopping', 'The engine is stopping. Retry in 5 seconds.', {
      headers: { 'retry-after': '5', connection: 'close' },
    });
  });
};
