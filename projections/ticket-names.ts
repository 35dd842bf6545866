import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { prefixOf } from '@ledgerdesk/events';
import type { QueuedTicketRow } from './agent-queue/definition.js';
import { agents } from './agents/definition.js';
import { members } from './members/definition.js';
import { namedAgent, type NamedId, namedMember, namedTeam, type Names, namesOf } from './names.js';
import { onlyEventsOf, type Requester } from './requester.js';
import type { TicketFields } from './ticket-fields.js';
import type { MessageRow } from './ticket-thread/definition.js';

/** A ticket with the name of the agent to whom it is assigned. */
export type WithAssignee<Ticket> = Ticket & { readonly assignee: NamedId | null };

type Author = MessageRow['author'];

/** The author of a message, with the name; null if none is recorded. */
export type NamedAuthor = Author & { readonly name: string | null };

/** A message with the name of its author. */
export type NamedMessage = Omit<MessageRow, 'author'> & { readonly author: NamedAuthor };

/** A ticket as agents see it, with the names of all on it. */
export type NamedQueuedTicket = WithAssignee<Omit<QueuedTicketRow, 'lastMessage'>> & {
  readonly team: NamedId;
  readonly requester: NamedId;
  readonly lastMessage: Omit<QueuedTicketRow['lastMessage'], 'author'> & { readonly author: NamedAuthor };
};

const named = (author: Author, teamId: string, names: Names): NamedAuthor => ({
  ...author,
  name: author.kind === 'agent' ? names.agent(author.id) : names.member({ teamId, memberId: author.id }),
});

const assigned = (tickets: readonly Pick<TicketFields, 'assignedTo'>[]): readonly string[] =>
  tickets.flatMap(({ assignedTo }) => assignedTo ?? []);

const idsOf = (authors: readonly (Author & { readonly teamId: string })[]) => ({
  agents: authors.flatMap(({ kind, id }) => (kind === 'agent' ? id : [])),
  members: authors.flatMap(({ kind, id, teamId }) => (kind === 'member' ? { teamId, memberId: id } : [])),
});

/** Adds the names of the assigned agents: requesters may know that of the agent on their ticket. */
export const withAssignees = async <Ticket extends Pick<TicketFields, 'assignedTo'>>(
  reader: RowReader,
  tickets: readonly Ticket[],
): Promise<readonly WithAssignee<Ticket>[]> => {
  const names = await namesOf(reader, { agents: assigned(tickets) });
  return tickets.map((ticket) => ({ ...ticket, assignee: namedAgent(ticket.assignedTo, names) }));
};

/** Adds the names of the authors of messages that the reader may see. */
export const withAuthors = async (
  reader: RowReader,
  messages: readonly MessageRow[],
): Promise<readonly NamedMessage[]> => {
  const authors = messages.map(({ author, teamId }) => ({ ...author, teamId }));
  const names = await namesOf(reader, idsOf(authors));
  return messages.map((message) => ({ ...message, author: named(message.author, message.teamId, names) }));
};

/** Adds the names of all on tickets, for agents only. */
export const withNames = async (
  reader: RowReader,
  tickets: readonly QueuedTicketRow[],
): Promise<readonly NamedQueuedTicket[]> => {
  const authors = idsOf(tickets.map(({ lastMessage: { author }, teamId }) => ({ ...author, teamId })));
  const requesters = tickets.map(({ teamId, requesterId }) => ({ teamId, memberId: requesterId }));
  const names = await namesOf(reader, {
    teams: tickets.map(({ teamId }) => teamId),
    members: [...requesters, ...authors.members],
    agents: [...assigned(tickets), ...authors.agents],
  });
  return tickets.map((ticket) => ({
    ...ticket,
    assignee: namedAgent(ticket.assignedTo, names),
    team: namedTeam(ticket.teamId, names),
    requester: namedMember({ teamId: ticket.teamId, memberId: ticket.requesterId }, names),
    lastMessage: { ...ticket.lastMessage, author: named(ticket.lastMessage.author, ticket.teamId, names) },
  }));
};

/** Read models with the names that requesters may know: of agents and their own. */
export const REQUESTER_NAMES: readonly string[] = [members.name, agents.name];

/**
 * V4, V5: limits a replay to the requester's own events and to those that name agents or the requester, so that its
 * rows cannot contain data of other requesters.
 */
export const onlyEventsAndNamesOf = (params: {
  readonly requester: Requester;
}): ((event: RecordedEvent) => boolean) => {
  const isOwn = onlyEventsOf(params);
  const { teamId, requesterId } = params.requester;
  return (event) => {
    const { data } = event;
    if (event.stream.startsWith(prefixOf('agent'))) return true;
    const isOfMember =
      'teamId' in data && data.teamId === teamId && 'memberId' in data && data.memberId === requesterId;
    return isOfMember || isOwn(event);
  };
};
