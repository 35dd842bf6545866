import { memberDecider, type TicketCommand, ticketDecider, type TicketFacts } from '@ledgerdesk/domain';
import { memberStream, ticketStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TicketCommandMessage } from '../command-messages.js';
import { CommandExecutor, type PolicySource } from '../command-executor.js';
import type { FactReader } from '../fact-reader.js';
import { requestFacts } from '../request-facts.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

const CLOCK: readonly PolicySource[] = ['policy', 'calendars', 'tzdb'];

/** Commands that date a clock; opening also looks at the taxonomy. */
const COUNTING: Partial<Record<TicketCommand['type'], readonly PolicySource[]>> = {
  OpenTicket: [...CLOCK, 'taxonomy'],
  ReplyTicket: CLOCK,
  HoldTicket: CLOCK,
  ResumeTicket: CLOCK,
  SolveTicket: ['policy'],
};

@CommandHandler(TicketCommandMessage)
export class TicketHandler implements ICommandHandler<TicketCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  execute({ envelope, ticketId, input }: TicketCommandMessage) {
    return this.executor.execute(envelope, {
      stream: ticketStream(ticketId),
      opens: input.type === 'OpenTicket',
      decider: ticketDecider,
      counts: COUNTING[input.type] ?? [],
      decide: async (ticket, at, facts) =>
        ticketDecider.decide({ ...input, at }, ticket, await this.factsFor(input, at, facts)),
    });
  }

  private async factsFor(input: TicketCommandMessage['input'], at: Instant, facts: FactReader): Promise<TicketFacts> {
    const policies = this.policies.at(at);
    if (input.type === 'ReplyTicket') {
      return { policies, member: await facts.read(memberDecider, memberStream(input.teamId, input.requesterId)) };
    }
    if (input.type !== 'OpenTicket') return { policies };
    const asked = await requestFacts(facts, policies, input, at);
    if (input.followUpOf === undefined) return asked;
    return { ...asked, followUpOf: await facts.read(ticketDecider, ticketStream(input.followUpOf)) };
  }
}
