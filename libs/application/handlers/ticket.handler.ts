import { agentDecider, memberDecider, type Ticket, ticketDecider, type TicketFacts } from '@ledgerdesk/domain';
import { agentStream, memberStream, ticketStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { TicketCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
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
    case 'AssignTicket':
      if (input.assigneeId === input.agentId) return { policies };
      return { policies, assignee: await reader.read(agentDecider, agentStream(input.assigneeId)) };
    default:
      return { policies };
  }
};

/** V4: requesters see a revision that does not count what is hidden from them. */
const requesterRevision = (ticket: Ticket | undefined): number => ticket?.visibleRevision ?? -1;

/** Executes commands on a ticket. */
@CommandHandler(TicketCommandMessage)
export class TicketHandler implements ICommandHandler<TicketCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, ticketId, input }: TicketCommandMessage) {
    return this.executor.execute(envelope, {
      stream: ticketStream(ticketId),
      opens: input.type === 'OpenTicket',
      decider: ticketDecider,
      input,
      ...((input.type === 'OpenTicket' || input.type === 'ReplyTicket') && { revisionOf: requesterRevision }),
      facts: (reader) => ticketFacts(reader, input),
    });
  }
}
