import { useState } from 'react';
import { FormDialog } from '../../../../design/form-dialog.js';
import { useSelf } from '../../../../session/self.js';
import { useTexts } from '../../../../texts/language-context.js';
import { AgentChoice } from '../agent-choice.js';
import { ticketTexts } from '../ticket.texts.js';
import type { TicketDialogProps } from './ticket-dialog.js';

/** Assigns a ticket. To yourself without an assignee it is a claim, which fails if another agent was faster. */
export const AssignDialog = ({ ticket, commands: { assign, move }, immediately, onClose }: TicketDialogProps) => {
  const t = useTexts(ticketTexts);
  const { id } = useSelf();
  const [agentId, setAgentId] = useState<string | undefined>(ticket.assignedTo === id ? undefined : id);
  const isClaim = agentId === id && ticket.assignedTo === null;
  const submit = async (): Promise<void> => {
    if (isClaim) {
      onClose();
      await immediately('claim', () => move.send('claim'));
    } else if (agentId !== undefined && (await assign.send(agentId))) onClose();
  };
  return (
    <FormDialog
      title={t.assignTitle}
      submit={isClaim ? t.actions.claim : t.actions.assign}
      command={{ isSending: assign.isSending || move.isSending, error: isClaim ? move.error : assign.error }}
      isReady={agentId !== undefined && agentId !== ticket.assignedTo}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <AgentChoice value={agentId} current={ticket.assignedTo} onChange={setAgentId} />
    </FormDialog>
  );
};
