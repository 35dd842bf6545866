import type { CommandInput } from '@ledgerdesk/application';
import type { AgentTicketCommand, ReplyTicket } from '@ledgerdesk/domain';
import type { Action } from './mapping.js';

/** Values of a row from which its command is built. */
interface ActionInput {
  readonly agentId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly body: string | undefined;
  readonly solved: boolean;
  /** Whether closed tickets can be reopened. */
  readonly evenClosed: boolean;
}

/** Actions that need an open ticket. A finished ticket is reopened or followed up before them. */
const REQUIRE_OPEN_TICKET: readonly Action[] = ['reply', 'answer', 'assign', 'hold', 'resume'];
export const requiresOpenTicket = (action: Action): boolean => REQUIRE_OPEN_TICKET.includes(action);

/** Actions on an existing ticket. */
export type TicketAction = Exclude<Action, 'open' | 'ignore'>;

/**
 * Returns the command of an action, or undefined if it needs a body and has none. Solving a solved ticket again does
 * not repeat the answer.
 */
export const actionCommand = (
  action: TicketAction,
  { agentId, teamId, requesterId, body, solved, evenClosed }: ActionInput,
): CommandInput<AgentTicketCommand | ReplyTicket> | undefined => {
  switch (action) {
    case 'reply':
      return body === undefined ? undefined : { type: 'ReplyTicket', teamId, requesterId, body };
    case 'answer':
      return body === undefined ? undefined : { type: 'AnswerTicket', agentId, body };
    case 'note':
      return body === undefined ? undefined : { type: 'AddInternalNote', agentId, body };
    case 'assign':
      return { type: 'AssignTicket', agentId, assigneeId: agentId };
    case 'hold':
      return { type: 'HoldTicket', agentId, reason: body ?? '' };
    case 'resume':
      return { type: 'ResumeTicket', agentId };
    case 'solve':
      return solved || body === undefined
        ? { type: 'SolveTicket', agentId, closes: false }
        : { type: 'SolveTicket', agentId, body, closes: false };
    case 'reopen':
      return { type: 'ReopenTicket', agentId, evenClosed };
    case 'close':
      return { type: 'CloseTicket', agentId };
  }
};
