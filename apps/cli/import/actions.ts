import type { Input } from '@ledgerdesk/application';
import type { TicketCommand } from '@ledgerdesk/domain';
import type { Action } from './mapping.js';

/** What an action needs of its row. */
export interface ActionFacts {
  readonly agentId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly body: string;
  readonly solved: boolean;
}

/** Actions that go on with a ticket: on a solved one they need it reopened. */
const GOES_ON: readonly Action[] = ['reply', 'answer', 'assign', 'hold', 'resume'];
export const goesOn = (action: Action): boolean => GOES_ON.includes(action);

/** The command of an action on a ticket that is there. Solving what is solved already repeats no words. */
export const commandOf = (action: Exclude<Action, 'open' | 'ignore'>, facts: ActionFacts): Input<TicketCommand> => {
  const { agentId, teamId, requesterId, body, solved } = facts;
  switch (action) {
    case 'reply': return { type: 'ReplyTicket', teamId, requesterId, body };
    case 'answer': return { type: 'AnswerTicket', agentId, body };
    case 'note': return { type: 'AddInternalNote', agentId, body };
    case 'assign': return { type: 'AssignTicket', agentId };
    case 'hold': return { type: 'HoldTicket', agentId, reason: body };
    case 'resume': return { type: 'ResumeTicket', agentId };
    case 'solve': return solved ? { type: 'SolveTicket', agentId } : { type: 'SolveTicket', agentId, body };
    case 'reopen': return { type: 'ReopenTicket', agentId };
    case 'close': return { type: 'CloseTicket', agentId };
  }
};
