import type { FastifyReply } from 'fastify';

/** Adds the name of a request header to `Vary`, which may name others already, such as `Origin`. */
export const addVary = (reply: FastifyReply, name: string): void =>
  void reply.header('vary', [reply.getHeader('vary') ?? [], name].flat().join(', '));
