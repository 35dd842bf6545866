import { FormDialog } from '../../../../design/form-dialog.js';
import { useTexts } from '../../../../texts/language-context.js';
import { ticketTexts } from '../ticket.texts.js';
import type { TicketDialogProps } from './ticket-dialog.js';

/** Closes a ticket for good. */
export const CloseDialog = ({ commands: { move }, onClose }: Omit<TicketDialogProps, 'ticket'>) => {
  const t = useTexts(ticketTexts);
  return (
    <FormDialog
      title={t.closeTitle}
      hint={t.closeHint}
      submit={t.actions.close}
      command={move}
      isDanger
      onSubmit={() => void move.send('closure').then((answer) => answer && onClose())}
      onClose={onClose}
    />
  );
};
