import type { TicketEvent } from '@ledgerdesk/events';
import { type Decision, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { carriedClock, clockCarriedOn, clockResumed, clockStopped, keysOf } from './clock-events.js';
import type { MergeTicket, ReceiveMerge } from './commands.js';
import type { TicketFacts } from './open.js';
import { evolve, isUnsolved, type Ticket } from './state.js';

const closed = (): Refusal =>
  refuse('conflict', 'ticket-not-open', 'This ticket is closed. A closed ticket cannot be changed.', { rule: 'V3' });

const unsuitable = (ticket: Ticket, into: string, target: Ticket | undefined): Refusal | undefined => {
  if (into === ticket.ticketId)
    return refuse('invalid', 'merge-into-itself', 'A ticket cannot be merged into itself. Name another ticket.');
  if (!target) return refuse('not-found', 'merge-target-not-found', `There is no ticket ${into} to merge into.`);
  if (target.teamId !== ticket.teamId || target.requesterId !== ticket.requesterId)
    return refuse(
      'conflict',
      'merge-of-other-requester',
      'The tickets have different requesters, who see only their own. Merge tickets of one requester.',
      { rule: 'V4' },
    );
  return isUnsolved(target)
    ? undefined
    : refuse(
        'conflict',
        'merge-target-not-open',
        `The ticket ${into} is ${target.status}. Merge into an open ticket, or reopen it first.`,
        { rule: 'V3' },
      );
};

/**
 * Closes a ticket that goes on in another of its requester. Its clock is neither met nor missed, unless it was missed
 * before: `ReceiveMerge` brings it to the other ticket.
 */
export const mergeTicket = (
  ticket: Ticket,
  command: MergeTicket,
  { policies, mergeTarget }: TicketFacts,
): Decision<TicketEvent> => {
  if (ticket.mergedInto === command.into) return [];
  if (ticket.status === 'closed') return closed();
  return unsuitable(ticket, command.into, mergeTarget) ?? merged(ticket, command, policies);
};

/** What a merge that passes its checks records in the ticket that it closes. */
export const merged = (
  ticket: Ticket,
  { agentId, into, at }: MergeTicket,
  policies: Policies,
): readonly TicketEvent[] => {
  const { product, issueType, openedAt, entitlement } = ticket;
  return [
    ...clockStopped(ticket, 'merged', at),
    {
      type: 'TicketMerged',
      data: {
        ...keysOf(ticket),
        product,
        issueType,
        agentId,
        into,
        openedAt,
        wasOpen: isUnsolved(ticket),
        entitlement,
        carriedClock: carriedClock(ticket, at, policies),
      },
    },
  ];
};

/** The requester waits for an answer: as after a reply, a hold ends. */
const resumed = (ticket: Ticket, { at }: ReceiveMerge, policies: Policies): readonly TicketEvent[] =>
  ticket.status === 'on-hold'
    ? [{ type: 'TicketResumed', data: { ...keysOf(ticket), by: 'agent' } }, ...clockResumed(ticket, at, policies)]
    : [];

/** Of two clocks the one that is due first goes on. */
const withEarlierClock = (ticket: Ticket, command: ReceiveMerge, policies: Policies): readonly TicketEvent[] => {
  const { clock: carried, at } = command;
  if (!carried || !isUnsolved(ticket)) return [];
  const resumption = resumed(ticket, command, policies);
  const after = resumption.reduce((state, event) => evolve(state, event, at) ?? state, ticket);
  if (after.clock && after.clock.dueAt <= carried.dueAt) return resumption;
  return [...resumption, ...clockStopped(after, 'merged', at), clockCarriedOn(after, carried, policies)];
};

/**
 * Records once that a ticket was merged into this one, which keeps the earlier due time. If this one was solved in
 * between, only the merge is recorded.
 */
export const receiveMerge = (ticket: Ticket, command: ReceiveMerge, policies: Policies): readonly TicketEvent[] => {
  const { from, agentId, entitlement } = command;
  if (ticket.mergedFrom.includes(from)) return [];
  return [
    { type: 'TicketMergeReceived', data: { ...keysOf(ticket), from, agentId, entitlement } },
    ...withEarlierClock(ticket, command, policies),
  ];
};
