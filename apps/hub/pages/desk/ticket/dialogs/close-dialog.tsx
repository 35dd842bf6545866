import { FormDialog } from '../../../../design/form-dialog.js';
import { useTexts } from '../../../../texts/language-context.js';
import { ticketTexts } from '../ticket.texts.js';
import type { TicketDialogProps } from './ticket-dialog.js';

/** Closes a ticket for good. */
export const CloseDialog = ({ commands: { move }, immediately, onClose }: TicketDialogProps) => {
  const t = useTexts(ticketTexts);
  return (
    <FormDialog
      title={t.closeTitle}
      hint={t.closeHint}
      submit={t.actions.close}
      command={move}
      isDanger
      onSubmit={() => {
        onClose();
        void immediately('close', () => move.send('closure'));
      }}
      onClose={onClose}
    />
  );
};
