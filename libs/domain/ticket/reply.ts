import type { MessageFiles, TicketEvent } from '@ledgerdesk/events';
import { type Decision, isRefusal, refuse } from '@ledgerdesk/kernel';
import { servedLanguage } from '../entitlement/language.js';
import { activeMember } from '../member/active-member.js';
import { filesOf } from './attachments.js';
import { clockResumed, clockStarted, keysOf } from './clock-events.js';
import type { ReplyTicket } from './commands.js';
import type { TicketFacts } from './open.js';
import { isUnsolved, type Ticket } from './state.js';

const resumedByReply = (
  ticket: Ticket,
  { at }: ReplyTicket,
  { policies }: Pick<TicketFacts, 'policies'>,
): readonly TicketEvent[] =>
  ticket.status === 'on-hold'
    ? [{ type: 'TicketResumed', data: { ...keysOf(ticket), by: 'reply' } }, ...clockResumed(ticket, at, policies)]
    : [];

/** V2–V4, E5: replies to an open ticket. Ends a hold, and starts a clock if none is running. */
export const replyTicket = (command: ReplyTicket, ticket: Ticket, facts: TicketFacts): Decision<TicketEvent> => {
  const member = activeMember(facts.member);
  if (isRefusal(member)) return member;
  if (ticket.mergedInto !== null)
    return refuse(
      'conflict',
      'ticket-merged',
      `This ticket was merged into ${ticket.mergedInto}. Reply to that ticket instead.`,
      { rule: 'V3', details: { mergedInto: ticket.mergedInto } },
    );
  if (!isUnsolved(ticket)) {
    return refuse('conflict', 'ticket-not-open', `This ticket is ${ticket.status}. Open a follow-up ticket instead.`, {
      rule: 'V3',
    });
  }
  const files = filesOf(command);
  return isRefusal(files) ? files : replied(command, ticket, files, facts);
};

/** What a reply that passes its checks records. */
export const replied = (
  command: ReplyTicket,
  ticket: Ticket,
  files: MessageFiles,
  facts: Pick<TicketFacts, 'policies'>,
): readonly TicketEvent[] => {
  const language = servedLanguage(ticket.language, command.at, facts.policies);
  return [
    { type: 'TicketReplied', data: { ...keysOf(ticket), body: command.body, ...files } },
    ...resumedByReply(ticket, command, facts),
    ...clockStarted(ticket, language, command.at, facts.policies),
  ];
};
