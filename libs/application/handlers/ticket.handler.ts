import { memberDecider, type TicketCommand, ticketDecider, type TicketFacts } from '@ledgerdesk/domain';
import { memberStream, ticketStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToTicket } from '../commands.js';
import { CommandExecutor, type RuleSource } from '../executor.js';
import type { FactReader } from '../facts.js';
import { requestFacts } from '../request-facts.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

const CLOCK: readonly RuleSource[] = ['policy', 'calendars', 'tzdb'];

/** Commands that date a clock; opening also looks at the taxonomy. */
const COUNTING: Partial<Record<TicketCommand['type'], readonly RuleSource[]>> = {
  OpenTicket: [...CLOCK, 'taxonomy'],
  ReplyTicket: CLOCK,
  HoldTicket: CLOCK,
  ResumeTicket: CLOCK,
  SolveTicket: ['policy'],
};

@CommandHandler(ToTicket)
export class TicketHandler implements ICommandHandler<ToTicket> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  execute({ envelope, ticketId, input }: ToTicket) {
    return this.executor.execute(envelope, {
      stream: ticketStream(ticketId),
      opens: input.type === 'OpenTicket',
      fold: ticketDecider,
      counts: COUNTING[input.type] ?? [],
      decide: async (ticket, at, facts) =>
        ticketDecider.decide({ ...input, at }, ticket, await this.factsFor(input, at, facts)),
    });
  }

  private async factsFor(input: ToTicket['input'], at: Instant, facts: FactReader): Promise<TicketFacts> {
    const rules = this.rules.at(at);
    if (input.type === 'ReplyTicket') {
      return { rules, member: await facts.read(memberDecider, memberStream(input.teamId, input.requesterId)) };
    }
    if (input.type !== 'OpenTicket') return { rules };
    const asked = await requestFacts(facts, rules, input, at);
    if (input.followUpOf === undefined) return asked;
    return { ...asked, followUpOf: await facts.read(ticketDecider, ticketStream(input.followUpOf)) };
  }
}
