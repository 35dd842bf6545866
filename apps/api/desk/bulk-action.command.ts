import type { CommandInput } from '@ledgerdesk/application';
import type { AgentTicketCommand, Upload } from '@ledgerdesk/domain';
import type { BulkAction } from './bulk-action.dto.js';

/** The command that each of the tickets is sent: the same as by its own route. `agentId` is who asks; `uploads` go with what is written. */
export const commandOf = (
  asked: BulkAction,
  agentId: string,
  uploads: readonly Upload[],
): CommandInput<AgentTicketCommand> => {
  switch (asked.action) {
    case 'claim':
      return { type: 'ClaimTicket', agentId };
    case 'resume':
      return { type: 'ResumeTicket', agentId };
    case 'reopen':
      return { type: 'ReopenTicket', agentId };
    case 'close':
      return { type: 'CloseTicket', agentId };
    case 'assign':
      return { type: 'AssignTicket', agentId: asked.agentId };
    case 'hold':
      return { type: 'HoldTicket', agentId, reason: asked.reason };
    case 'solve':
      return { type: 'SolveTicket', agentId, ...(asked.body === undefined ? {} : { body: asked.body }) };
    case 'answer':
      return { type: 'AnswerTicket', agentId, body: asked.body, uploads };
    case 'note':
      return { type: 'AddInternalNote', agentId, body: asked.body, uploads };
  }
};
