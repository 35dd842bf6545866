import { agentDecider, memberDecider, type Ticket, ticketDecider, type TicketFacts } from '@ledgerdesk/domain';
import { agentStream, memberStream, ticketStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { TicketCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
import { StreamQueue } from '../stream-queue.js';
import { TicketMerges } from '../ticket-merges.js';
import { liveTicketFacts, requestFacts } from '../request-facts.js';

/** Reads the facts of a request and the ticket it follows up, the author of a reply, or the agent to assign. */
const ticketFacts = async (reader: FactReader, input: TicketCommandMessage['input']): Promise<TicketFacts> => {
  const { policies } = reader;
  switch (input.type) {
    case 'OpenTicket': {
      if (input.cameOf) return liveTicketFacts(reader, input);
      const facts = await requestFacts(reader, input);
      if (input.followUpOf === undefined) return facts;
      return { ...facts, followUpOf: await reader.read(ticketDecider, ticketStream(input.followUpOf)) };
    }
    case 'ReplyTicket':
      return { policies, member: await reader.read(memberDecider, memberStream(input.teamId, input.requesterId)) };
    case 'MergeTicket':
      return { policies, mergeTarget: await reader.read(ticketDecider, ticketStream(input.into)) };
    case 'AssignTicket':
      if (input.assigneeId === input.agentId) return { policies };
      return { policies, assignee: await reader.read(agentDecider, agentStream(input.assigneeId)) };
    default:
      return { policies };
  }
};

/** V4: requesters see a revision that does not count what is hidden from them. */
const requesterRevision = (ticket: Ticket | undefined): number => ticket?.visibleRevision ?? -1;

/** True if an agent sends the command, also one for a requester. */
const isFromDesk = ({ envelope: { actor }, input }: TicketCommandMessage): boolean =>
  actor.kind === 'agent' || (input.type !== 'OpenTicket' && input.type !== 'ReplyTicket');

/** Executes commands on a ticket. */
@CommandHandler(TicketCommandMessage)
export class TicketHandler implements ICommandHandler<TicketCommandMessage> {
  private readonly merging = new StreamQueue();

  constructor(
    private readonly executor: CommandExecutor,
    private readonly merges: TicketMerges,
  ) {}

  /** A merge also tells the other ticket. */
  async execute(message: TicketCommandMessage): Promise<CommandOutcome<Ticket | undefined>> {
    const { envelope, ticketId, input } = message;
    if (input.type !== 'MergeTicket') return this.decide(message);
    // One after another, so that two tickets are not merged into each other at the same time.
    const outcome = await this.merging.run(envelope.tenant, () => this.decide(message));
    return isRefusal(outcome) ? outcome : this.merges.completeAfter(outcome, ticketId, envelope.tenant);
  }

  private decide(message: TicketCommandMessage) {
    const { envelope, ticketId, input } = message;
    return this.executor.execute(envelope, {
      stream: ticketStream(ticketId),
      opens: input.type === 'OpenTicket',
      decider: ticketDecider,
      input,
      needsNoTexts: input.type === 'EraseTicket',
      ...(!isFromDesk(message) && { revisionOf: requesterRevision }),
      facts: (reader) => ticketFacts(reader, input),
    });
  }
}
