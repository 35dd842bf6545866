import type { Asker } from '@ledgerdesk/runtime';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Parameter decorator: who asks an as-of query. Each caller has a share of the threads, a member whom a service acts
 * for its own; the query ends when the client disconnects.
 */
export const CurrentAsker = createParamDecorator((_: undefined, context: ExecutionContext): Asker => {
  const http = context.switchToHttp();
  const { caller } = http.getRequest<FastifyRequest>();
  if (!caller) throw new Error('A route that uses @CurrentAsker needs @AllowedRoles.');
  const abort = new AbortController();
  http.getResponse<FastifyReply>().raw.once('close', () => abort.abort());
  const { kind, id } = caller.onBehalfOf ?? caller.actor;
  return { caller: `${kind} ${id}`, signal: abort.signal };
});
