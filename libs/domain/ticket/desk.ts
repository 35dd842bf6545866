import type { MessageFiles, TicketEvent } from '@ledgerdesk/events';
import { type Decision, type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { filesOf, NO_FILES } from './attachments.js';
import { clockPaused, clockResumed, clockStopped, keysOf } from './clock-events.js';
import { closesAt } from './closing.js';
import type {
  AddInternalNote,
  AgentTicketCommand,
  AnswerTicket,
  AssignTicket,
  ClaimTicket,
  CloseTicket,
  HoldTicket,
  ReopenTicket,
  ResumeTicket,
  SolveTicket,
} from './commands.js';
import type { TicketFacts } from './open.js';
import { mergeTicket } from './merge.js';
import { reclassify } from './reclassify.js';
import { isUnsolved, type Ticket } from './state.js';

const finished = ({ status }: Ticket): Refusal =>
  refuse(
    'conflict',
    'ticket-not-open',
    `This ticket is ${status}. ${status === 'solved' ? 'Reopen it first.' : 'A closed ticket cannot be changed.'}`,
    { rule: 'V3' },
  );

const counted = (ticket: Ticket, agentId: string) => ({
  ...keysOf(ticket),
  product: ticket.product,
  issueType: ticket.issueType,
  agentId,
});

const answered = (
  ticket: Ticket,
  { agentId, at }: AnswerTicket | SolveTicket,
  body: string,
  files: MessageFiles = NO_FILES,
): readonly TicketEvent[] => [
  { type: 'TicketAnswered', data: { ...keysOf(ticket), agentId, body, ...files, writtenAt: null } },
  ...clockStopped(ticket, 'answered', at),
];

const answer = (ticket: Ticket, command: AnswerTicket): Decision<TicketEvent> => {
  if (!isUnsolved(ticket)) return finished(ticket);
  const files = filesOf(command);
  return isRefusal(files) ? files : answered(ticket, command, command.body, files);
};

const note = (ticket: Ticket, command: AddInternalNote): Decision<TicketEvent> => {
  const files = filesOf(command);
  if (isRefusal(files)) return files;
  return [
    {
      type: 'InternalNoteAdded',
      data: { ...keysOf(ticket), agentId: command.agentId, body: command.body, ...files },
    },
  ];
};

const solved = (
  ticket: Ticket,
  command: SolveTicket | CloseTicket,
  closing: Instant | null,
): readonly TicketEvent[] => [
  ...('body' in command && command.body !== undefined
    ? answered(ticket, command, command.body)
    : clockStopped(ticket, 'solved-unanswered', command.at)),
  { type: 'TicketSolved', data: { ...counted(ticket, command.agentId), closesAt: closing } },
];

/** Solving twice changes nothing. A body sent to a finished ticket is refused rather than lost. */
const solve = (ticket: Ticket, command: SolveTicket, policies: Policies): Decision<TicketEvent> => {
  if (isUnsolved(ticket))
    return solved(ticket, command, command.closes === false ? null : closesAt(command.at, policies));
  return ticket.status === 'solved' && command.body === undefined ? [] : finished(ticket);
};

const hold = (ticket: Ticket, { at, reason }: HoldTicket, policies: Policies): Decision<TicketEvent> => {
  if (!isUnsolved(ticket)) return finished(ticket);
  if (ticket.status === 'on-hold') return [];
  return [{ type: 'TicketHeld', data: { ...keysOf(ticket), reason } }, ...clockPaused(ticket, at, policies)];
};

const resume = (ticket: Ticket, { at }: ResumeTicket, policies: Policies): Decision<TicketEvent> => {
  if (!isUnsolved(ticket)) return finished(ticket);
  if (ticket.status === 'open') return [];
  return [{ type: 'TicketResumed', data: { ...keysOf(ticket), by: 'agent' } }, ...clockResumed(ticket, at, policies)];
};

/** Reopening starts no clock: the requester's next message starts one. A closed ticket cannot be reopened here. */
const reopen = (ticket: Ticket, { agentId, evenClosed = false }: ReopenTicket): Decision<TicketEvent> => {
  if (ticket.mergedInto !== null || (ticket.status === 'closed' && !evenClosed)) {
    return refuse('conflict', 'ticket-closed', 'A closed ticket cannot be reopened. Open a follow-up ticket instead.', {
      rule: 'V3',
    });
  }
  return isUnsolved(ticket) ? [] : [{ type: 'TicketReopened', data: counted(ticket, agentId) }];
};

/** Closing an unsolved ticket solves it first, so its clock is stopped. */
const close = (ticket: Ticket, command: CloseTicket): Decision<TicketEvent> => {
  if (ticket.status === 'closed') return [];
  const closing: TicketEvent = { type: 'TicketClosed', data: { ...counted(ticket, command.agentId), by: 'agent' } };
  return isUnsolved(ticket) ? [...solved(ticket, command, null), closing] : [closing];
};

const assigned = (ticket: Ticket, agentId: string): readonly TicketEvent[] =>
  ticket.assignedTo === agentId ? [] : [{ type: 'TicketAssigned', data: { ...keysOf(ticket), agentId } }];

/** Agents may assign themselves without a registration; anyone else must be known to the engine. */
const assign = (
  ticket: Ticket,
  { agentId, assigneeId }: AssignTicket,
  { assignee }: TicketFacts,
): Decision<TicketEvent> => {
  if (assigneeId !== agentId && !assignee)
    return refuse(
      'not-found',
      'assignee-not-found',
      `There is no agent ${assigneeId}. Use the id of a registered agent.`,
    );
  return assignee?.retired
    ? refuse('conflict', 'assignee-retired', `The agent ${assigneeId} is retired. Assign the ticket to another agent.`)
    : assigned(ticket, assigneeId);
};

const unassign = (ticket: Ticket): Decision<TicketEvent> =>
  ticket.assignedTo === null
    ? []
    : [{ type: 'TicketUnassigned', data: { ...keysOf(ticket), agentId: ticket.assignedTo } }];

const claim = (ticket: Ticket, { agentId }: ClaimTicket): Decision<TicketEvent> => {
  if (!isUnsolved(ticket)) return finished(ticket);
  if (ticket.assignedTo === null || ticket.assignedTo === agentId) return assigned(ticket, agentId);
  return refuse(
    'conflict',
    'ticket-claimed',
    `This ticket is assigned to ${ticket.assignedTo}. Assign it to yourself to take it over.`,
    { details: { assignedTo: ticket.assignedTo } },
  );
};

/** Decides the commands of agents. A command without effect records nothing; one the status forbids is refused. */
export const deskDecision = (
  command: AgentTicketCommand,
  ticket: Ticket,
  facts: TicketFacts,
): Decision<TicketEvent> => {
  const { policies } = facts;
  switch (command.type) {
    case 'AnswerTicket':
      return answer(ticket, command);
    case 'AddInternalNote':
      return note(ticket, command);
    case 'AssignTicket':
      return assign(ticket, command, facts);
    case 'UnassignTicket':
      return unassign(ticket);
    case 'ClaimTicket':
      return claim(ticket, command);
    case 'ReclassifyTicket':
      return reclassify(ticket, command, facts);
    case 'MergeTicket':
      return mergeTicket(ticket, command, facts);
    case 'HoldTicket':
      return hold(ticket, command, policies);
    case 'ResumeTicket':
      return resume(ticket, command, policies);
    case 'SolveTicket':
      return solve(ticket, command, policies);
    case 'ReopenTicket':
      return reopen(ticket, command);
    case 'CloseTicket':
      return close(ticket, command);
  }
};
