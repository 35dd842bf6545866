import { type Rules, ticketDecider, type TicketFacts } from '@ledgerdesk/domain';
import { memberDecider } from '@ledgerdesk/domain';
import { memberStream, ticketStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToTicket } from '../commands.js';
import { CommandExecutor } from '../executor.js';
import type { FactReader } from '../facts.js';
import { requestFacts } from '../request-facts.js';
import { RULES } from '../tokens.js';

@CommandHandler(ToTicket)
export class TicketHandler implements ICommandHandler<ToTicket> {
  constructor(private readonly executor: CommandExecutor, @Inject(RULES) private readonly rules: Rules) {}

  execute({ envelope, ticketId, input }: ToTicket) {
    return this.executor.execute(envelope, {
      stream: ticketStream(ticketId),
      opens: input.type === 'OpenTicket',
      fold: ticketDecider,
      counts: input.type === 'OpenTicket' || input.type === 'ReplyTicket' ? ['policy', 'calendars', 'taxonomy', 'tzdb'] : [],
      decide: async (ticket, at, facts) => ticketDecider.decide({ ...input, at }, ticket, await this.factsFor(input, at, facts)),
    });
  }

  private async factsFor(input: ToTicket['input'], at: Instant, facts: FactReader): Promise<TicketFacts> {
    const { rules } = this;
    if (input.type === 'ReplyTicket') {
      return { rules, member: await facts.read(memberDecider, memberStream(input.teamId, input.requesterId)) };
    }
    if (input.type !== 'OpenTicket') return { rules };
    const asked = await requestFacts(facts, rules, input, at);
    if (input.followUpOf === undefined) return asked;
    return { ...asked, followUpOf: await facts.read(ticketDecider, ticketStream(input.followUpOf)) };
  }
}
