import type { OpenTicket, TicketCommand } from '@ledgerdesk/domain';
import type { CarriedClock, Entitlement } from '@ledgerdesk/events';
import { eventIn, type TicketStep } from './ticket-step.js';

/** A command on a ticket that exists. */
export type LaterCommand = Exclude<TicketCommand, OpenTicket>;

/** What a merged ticket brings to the one in which it goes on. */
export interface Carried {
  readonly entitlement: Entitlement | null;
  readonly clock: CarriedClock | null;
}

/** The texts of commands are left out: nothing that a clock depends on is in them. */
const NO_TEXT = '';

const liveOrigin = (step: TicketStep): OpenTicket['cameOf'] => {
  const linked = eventIn(step, 'LiveSupportLinked');
  if (!linked) return undefined;
  const { channel, requestId } = linked.data;
  const solved = eventIn(step, 'TicketSolved');
  if (!solved) return { channel, requestId };
  const answered = eventIn(step, 'TicketAnswered');
  const answer = answered && {
    agentId: answered.data.agentId,
    body: NO_TEXT,
    writtenAt: answered.data.writtenAt ?? step.at,
  };
  return { channel, requestId, settled: { agentId: solved.data.agentId, ...(answer && { answer }) } };
};

/** Returns the request with which a ticket was opened, without its texts; undefined for a later step. */
export const openingOf = (step: TicketStep): OpenTicket | undefined => {
  const opened = eventIn(step, 'TicketOpened');
  if (!opened) return undefined;
  const { ticketId, teamId, requesterId, product, issueType, language } = opened.data;
  const cameOf = liveOrigin(step);
  const answered = cameOf ? undefined : eventIn(step, 'TicketAnswered');
  return {
    type: 'OpenTicket',
    ticketId,
    teamId,
    requesterId,
    product,
    issueType,
    language,
    subject: NO_TEXT,
    body: NO_TEXT,
    at: step.at,
    ...(cameOf && { cameOf }),
    ...(answered && { answer: { agentId: answered.data.agentId, body: NO_TEXT } }),
  };
};

/** The commands that answer, solve or close; undefined for any other step. */
const endingOf = (step: TicketStep): LaterCommand | undefined => {
  const { at } = step;
  const solved = eventIn(step, 'TicketSolved');
  const closed = eventIn(step, 'TicketClosed');
  if (solved && closed) return { type: 'CloseTicket', agentId: solved.data.agentId ?? '', at };
  const answered = eventIn(step, 'TicketAnswered');
  if (!solved) return answered && { type: 'AnswerTicket', agentId: answered.data.agentId, body: NO_TEXT, at };
  return {
    type: 'SolveTicket',
    agentId: solved.data.agentId ?? '',
    ...(answered && { body: NO_TEXT }),
    closes: solved.data.closesAt !== null,
    at,
  };
};

/** The commands of the requester and of agents between opening and solving; undefined for any other step. */
const conversationOf = (step: TicketStep): LaterCommand | undefined => {
  const { at } = step;
  const replied = eventIn(step, 'TicketReplied');
  if (replied) {
    const { teamId, requesterId } = replied.data;
    return { type: 'ReplyTicket', teamId, requesterId, body: NO_TEXT, at };
  }
  const merged = eventIn(step, 'TicketMerged');
  if (merged) return { type: 'MergeTicket', agentId: merged.data.agentId, into: merged.data.into, at };
  if (eventIn(step, 'TicketErased')) return { type: 'EraseTicket', at };
  // Who holds and resumes a ticket, and why, decides nothing.
  if (eventIn(step, 'TicketHeld')) return { type: 'HoldTicket', agentId: '', reason: NO_TEXT, at };
  return undefined;
};

/**
 * Returns the command of a later step, without its texts; undefined for a step that changes no clock. Merges that are
 * received and the commands of timers are not among them: they follow from clocks.
 */
export const commandOf = (step: TicketStep): LaterCommand | undefined =>
  conversationOf(step) ??
  endingOf(step) ??
  (eventIn(step, 'TicketResumed') && { type: 'ResumeTicket', agentId: '', at: step.at });
