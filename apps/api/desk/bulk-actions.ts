import {
  type CommandEnvelope,
  CommandExecutor,
  type CommandResult,
  type CommandInput,
  idempotencyKeyReused,
  type CommandOutcome,
  childEnvelope,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import { type AgentTicketCommand, type Ticket, ticketDecider } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { internalProblem, transientProblem } from '../platform/http/error-problem.js';
import { Problem, problemOf } from '../platform/http/problem.js';

/** Commands of one request that run at the same time. Other requests run between batches. */
const BATCH_SIZE = 20;

export interface TicketResult {
  readonly ticketId: string;
  readonly result: CommandResult<Ticket | undefined> | Problem;
}

/** Sends one command to each of several tickets. A refused or failed command does not stop the others. */
@Injectable()
export class BulkActions {
  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
  ) {}

  /**
   * The results in the order of the ids. A repeated request runs only the commands that the first one did not finish.
   * Throws Problem if the Idempotency-Key was used for a different request, or if no command could be recorded.
   */
  async send(
    request: FastifyRequest,
    envelope: CommandEnvelope,
    ticketIds: readonly string[],
    input: CommandInput<AgentTicketCommand>,
  ): Promise<readonly TicketResult[]> {
    const reused = await inBatches(ticketIds, (ticketId) =>
      this.executor.isReused(childEnvelope(envelope, ticketId), ticketDecider, ticketStream(ticketId)),
    );
    if (reused.includes(true)) throw problemOf(idempotencyKeyReused);
    const results = await inBatches(ticketIds, async (ticketId) => ({
      ticketId,
      result: await this.resultFor(request, envelope, ticketId, input),
    }));
    const [unavailable] = results.every(isUnavailable) ? results : [];
    if (unavailable) throw unavailable.result;
    return results;
  }

  private async resultFor(
    request: FastifyRequest,
    envelope: CommandEnvelope,
    ticketId: string,
    input: CommandInput<AgentTicketCommand>,
  ): Promise<TicketResult['result']> {
    try {
      const outcome = await this.commands.execute<TicketCommandMessage, CommandOutcome<Ticket | undefined>>(
        new TicketCommandMessage(childEnvelope(envelope, ticketId), ticketId, input),
      );
      return isRefusal(outcome) ? problemOf(outcome) : outcome;
    } catch (error) {
      return transientProblem(error, request) ?? internalProblem(error, request);
    }
  }
}

const isUnavailable = (ticket: TicketResult): ticket is TicketResult & { readonly result: Problem } =>
  ticket.result instanceof Problem && ticket.result.status === 503;

const inBatches = async <T>(ids: readonly string[], work: (id: string) => Promise<T>): Promise<readonly T[]> => {
  const results: T[] = [];
  for (let from = 0; from < ids.length; from += BATCH_SIZE)
    results.push(...(await Promise.all(ids.slice(from, from + BATCH_SIZE).map(work))));
  return results;
};
