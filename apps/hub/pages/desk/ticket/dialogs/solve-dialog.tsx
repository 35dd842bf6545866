import { TextAreaField } from '../../../../design/field.js';
import { FormDialog } from '../../../../design/form-dialog.js';
import { useTexts } from '../../../../texts/language-context.js';
import { useDestination } from '../../../../tickets/outgoing-messages.js';
import { UploadList } from '../../../../tickets/upload-list.js';
import { useSendDraft } from '../../../../tickets/use-send-draft.js';
import type { Answering } from '../answering.js';
import type { DeskTicket } from '../desk-ticket.js';
import { ticketTexts } from '../ticket.texts.js';
import { UnseenNotice } from '../unseen-notice.js';

/** Solves a ticket, with the answer that is being written, another one or none. */
export const SolveDialog = ({
  ticket,
  answering,
  onClose,
  onRefused,
}: {
  readonly ticket: DeskTicket;
  readonly answering: Answering;
  readonly onClose: () => void;
  /** Shows the dialog again: it has closed before the engine answered. */
  readonly onRefused: () => void;
}) => {
  const t = useTexts(ticketTexts);
  const { draft, unseen, command, send } = answering;
  const uploads = answering.uploads.answer;
  const sendDraft = useSendDraft(useDestination(ticket.ticketId, 'public'));
  const submit = (): void => {
    onClose();
    void sendDraft({ draft, uploads }, (message) => send(message, true)).then((isSent) => isSent || onRefused());
  };
  return (
    <FormDialog
      title={t.solveTitle}
      hint={draft.text.trim() === '' && ticket.response.state === 'running' ? t.solveUnanswered : undefined}
      submit={t.actions.solve}
      command={{
        isSending: command.isSending || draft.isBeingSent,
        error: unseen.message === undefined ? command.error : null,
      }}
      shown={['body']}
      isReady={unseen.message === undefined && uploads.areComplete}
      onSubmit={submit}
      onClose={onClose}
    >
      <UnseenNotice unseen={unseen} hasTried={false} showsText />
      <TextAreaField
        label={t.solveText}
        hint={t.solveHint}
        error={command.fieldErrors['body']}
        value={draft.text}
        autoFocus
        onChange={({ target }) => draft.change(target.value)}
      />
      <UploadList uploads={uploads} />
    </FormDialog>
  );
};
