import type { CommandInput } from '@ledgerdesk/application';
import type { AgentTicketCommand, Upload } from '@ledgerdesk/domain';
import type { BulkAction } from './bulk-action.dto.js';

/** The command for each ticket, the same as that of the ticket's own route. `agentId` is the caller. */
export const toCommand = (
  action: BulkAction,
  agentId: string,
  uploads: readonly Upload[],
): CommandInput<AgentTicketCommand> => {
  switch (action.action) {
    case 'claim':
      return { type: 'ClaimTicket', agentId };
    case 'unassign':
      return { type: 'UnassignTicket', agentId };
    case 'resume':
      return { type: 'ResumeTicket', agentId };
    case 'reopen':
      return { type: 'ReopenTicket', agentId };
    case 'close':
      return { type: 'CloseTicket', agentId };
    case 'assign':
      return { type: 'AssignTicket', agentId, assigneeId: action.agentId };
    case 'reclassify': {
      const { product, issueType, reason } = action;
      return { type: 'ReclassifyTicket', agentId, product, issueType, reason };
    }
    case 'hold':
      return { type: 'HoldTicket', agentId, reason: action.reason };
    case 'solve':
      return { type: 'SolveTicket', agentId, ...(action.body === undefined ? {} : { body: action.body }) };
    case 'answer':
      return { type: 'AnswerTicket', agentId, body: action.body, uploads };
    case 'note':
      return { type: 'AddInternalNote', agentId, body: action.body, uploads };
  }
};
