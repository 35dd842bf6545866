import type { CommandOutcome } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import type { FastifyReply } from 'fastify';
import { problemOf } from './problem.js';
import { etagOf } from './revision.js';

/** Tells the client that an earlier request with the same `Idempotency-Key` had the effect. */
export const markReplayed = (reply: FastifyReply): void => {
  void reply.header('idempotency-replayed', 'true');
};

/**
 * Sets `ETag` and `Ledger-Position` on the reply, and `Idempotency-Replayed` if the command was executed before, and
 * returns the new state. Throws Problem for a refused command, and Error if the stream has no state, which is a bug in
 * the decider.
 *
 * @example
 * ```ts
 * return toTicketEssentials(replyWith(reply, await this.commands.execute(command)));
 * ```
 */
export const replyWith = <State>(reply: FastifyReply, outcome: CommandOutcome<State | undefined>): State => {
  if (isRefusal(outcome)) throw problemOf(outcome);
  if (outcome.state === undefined) throw new Error('The command was accepted, but its stream has no state.');
  void reply.header('etag', etagOf(outcome.revision)).header('ledger-position', outcome.position);
  if (outcome.repeated) markReplayed(reply);
  return outcome.state;
};
