import { TextAreaField } from '../../../../design/field.js';
import { FormDialog } from '../../../../design/form-dialog.js';
import { useDraft } from '../../../../drafts/drafts.js';
import { useTexts } from '../../../../texts/language-context.js';
import { ticketTexts } from '../ticket.texts.js';
import type { TicketDialogProps } from './ticket-dialog.js';

/** Puts a ticket on hold. */
export const HoldDialog = ({ ticket, commands: { hold }, immediately, onClose, onRefused }: TicketDialogProps) => {
  const t = useTexts(ticketTexts);
  const draft = useDraft(`hold.${ticket.ticketId}`);
  const submit = async (): Promise<void> => {
    const { text: reason } = draft;
    onClose();
    if (await immediately('hold', () => hold.send({ reason }), reason)) draft.clear();
    else onRefused();
  };
  return (
    <FormDialog
      title={t.holdTitle}
      submit={t.actions.hold}
      command={hold}
      shown={['reason']}
      isReady={draft.text.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextAreaField
        label={t.holdReason}
        hint={t.holdHint}
        error={hold.fieldErrors['reason']}
        value={draft.text}
        autoFocus
        onChange={({ target }) => draft.change(target.value)}
      />
    </FormDialog>
  );
};
