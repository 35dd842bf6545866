import {
  type CommandEnvelope,
  CommandExecutor,
  type CommandResult,
  type CommandInput,
  keyReused,
  type CommandOutcome,
  childEnvelope,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import { type AgentTicketCommand, type Ticket, ticketDecider } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { internalProblem, transientProblem } from '../platform/http/error-problem.js';
import { Problem, problemOf } from '../platform/http/problem.js';

/** So many commands of one request are under way at a time: others shall get their turn. */
const AT_ONCE = 20;

/** What became of one of the tickets. */
export interface TicketResult {
  readonly ticketId: string;
  readonly result: CommandResult<Ticket | undefined> | Problem;
}

/** Does the same with several tickets. Each has a command of its own: what one is refused, or fails in, stops no other. */
@Injectable()
export class BulkActions {
  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
  ) {}

  /**
   * The results, in the order of the ids. A repeat of the request does nothing twice, and what it had not come to, it does.
   * Throws where the request's key was used with another one, and where the log takes nothing at all.
   */
  async send(
    envelope: CommandEnvelope,
    ticketIds: readonly string[],
    input: CommandInput<AgentTicketCommand>,
  ): Promise<readonly TicketResult[]> {
    const reused = await inTurns(ticketIds, (ticketId) =>
      this.executor.isReused(childEnvelope(envelope, ticketId), ticketDecider, ticketStream(ticketId)),
    );
    if (reused.includes(true)) throw problemOf(keyReused);
    const results = await inTurns(ticketIds, async (ticketId) => ({
      ticketId,
      result: await this.resultFor(envelope, ticketId, input),
    }));
    const [unavailable] = results.every(isUnavailable) ? results : [];
    if (unavailable) throw unavailable.result;
    return results;
  }

  private async resultFor(
    envelope: CommandEnvelope,
    ticketId: string,
    input: CommandInput<AgentTicketCommand>,
  ): Promise<TicketResult['result']> {
    try {
      const outcome = await this.commands.execute<TicketCommandMessage, CommandOutcome<Ticket | undefined>>(
        new TicketCommandMessage(childEnvelope(envelope, ticketId), ticketId, input),
      );
      return isRefusal(outcome) ? problemOf(outcome) : outcome;
    } catch (fault) {
      return transientProblem(fault) ?? internalProblem(fault);
    }
  }
}

/** Nothing could be recorded at the moment. */
const isUnavailable = (one: TicketResult): one is TicketResult & { readonly result: Problem } =>
  one.result instanceof Problem && one.result.status === 503;

const inTurns = async <T>(ids: readonly string[], work: (id: string) => Promise<T>): Promise<readonly T[]> => {
  const results: T[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    results.push(...(await Promise.all(ids.slice(from, from + AT_ONCE).map(work))));
  return results;
};
