import type { CommandInput } from '@ledgerdesk/application';
import type { AgentTicketCommand, ReplyTicket } from '@ledgerdesk/domain';
import type { Action } from './mapping.js';

/** What an action needs of its row. */
export interface ActionFacts {
  readonly agentId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly body: string | undefined;
  readonly solved: boolean;
}

/** Actions that go on with a ticket: a solved one must be reopened for them. */
const GOES_ON: readonly Action[] = ['reply', 'answer', 'assign', 'hold', 'resume'];
export const goesOn = (action: Action): boolean => GOES_ON.includes(action);

/** What can be done to a ticket that is there. */
export type DeskAction = Exclude<Action, 'open' | 'ignore'>;

/** The command of an action; undefined where it needs words and has none. Solving what is solved already repeats none. */
export const commandOf = (
  action: DeskAction,
  { agentId, teamId, requesterId, body, solved }: ActionFacts,
): CommandInput<AgentTicketCommand | ReplyTicket> | undefined => {
  switch (action) {
    case 'reply':
      return body === undefined ? undefined : { type: 'ReplyTicket', teamId, requesterId, body };
    case 'answer':
      return body === undefined ? undefined : { type: 'AnswerTicket', agentId, body };
    case 'note':
      return body === undefined ? undefined : { type: 'AddInternalNote', agentId, body };
    case 'assign':
      return { type: 'AssignTicket', agentId };
    case 'hold':
      return { type: 'HoldTicket', agentId, reason: body ?? '' };
    case 'resume':
      return { type: 'ResumeTicket', agentId };
    case 'solve':
      return solved || body === undefined
        ? { type: 'SolveTicket', agentId, closes: false }
        : { type: 'SolveTicket', agentId, body, closes: false };
    case 'reopen':
      return { type: 'ReopenTicket', agentId };
    case 'close':
      return { type: 'CloseTicket', agentId };
  }
};
