import { TextAreaField } from '../../../../design/field.js';
import { FormDialog } from '../../../../design/form-dialog.js';
import { useDraft } from '../../../../drafts/drafts.js';
import { useTexts } from '../../../../texts/language-context.js';
import { ticketTexts } from '../ticket.texts.js';
import type { TicketDialogProps } from './ticket-dialog.js';

/** Puts a ticket on hold. */
export const HoldDialog = ({ ticket, commands: { hold }, onClose }: TicketDialogProps) => {
  const t = useTexts(ticketTexts);
  const draft = useDraft(`hold.${ticket.ticketId}`);
  const submit = async (): Promise<void> => {
    if (!(await hold.send({ reason: draft.text }))) return;
    draft.clear();
    onClose();
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
