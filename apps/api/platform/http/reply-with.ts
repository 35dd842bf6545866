import type { CommandOutcome } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import type { FastifyReply } from 'fastify';
import { problemOf } from './problem.js';

/**
 * The state after a command, with `ETag` and `Ledger-Position` set on the reply; throws the problem of a refusal.
 * A state that is still missing after a decision would be a fault of the decider.
 */
export const replyWith = <State>(reply: FastifyReply, outcome: CommandOutcome<State | undefined>): State => {
  if (isRefusal(outcome)) throw problemOf(outcome);
  if (outcome.state === undefined) throw new Error('The command was decided, yet its stream is empty.');
  void reply.header('etag', `"${outcome.revision}"`).header('ledger-position', outcome.position);
  return outcome.state;
};
