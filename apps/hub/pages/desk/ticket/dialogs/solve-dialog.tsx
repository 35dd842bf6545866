import { TextAreaField } from '../../../../design/field.js';
import { FormDialog } from '../../../../design/form-dialog.js';
import { useTexts } from '../../../../texts/language-context.js';
import { UploadList } from '../../../../tickets/upload-list.js';
import type { Answering } from '../answering.js';
import type { DeskTicket } from '../desk-ticket.js';
import { ticketTexts } from '../ticket.texts.js';
import { UnseenNotice } from '../unseen-notice.js';

/** Solves a ticket, with the answer that is being written, another one or none. */
export const SolveDialog = ({
  ticket,
  answering,
  onClose,
}: {
  readonly ticket: DeskTicket;
  readonly answering: Answering;
  readonly onClose: () => void;
}) => {
  const t = useTexts(ticketTexts);
  const { draft, unseen, command, send } = answering;
  const uploads = answering.uploads.answer;
  const { files, uploadIds } = uploads;
  const submit = async (): Promise<void> => {
    const { text: body } = draft;
    if (!(await send({ body, uploads: uploadIds }, true))) return;
    draft.removeSent(body);
    for (const { id } of files) uploads.remove(id);
    uploads.forgetLost();
    onClose();
  };
  return (
    <FormDialog
      title={t.solveTitle}
      hint={draft.text.trim() === '' && ticket.response.state === 'running' ? t.solveUnanswered : undefined}
      submit={t.actions.solve}
      command={{ isSending: command.isSending, error: unseen.message === undefined ? command.error : null }}
      shown={['body']}
      isReady={unseen.message === undefined && uploads.areComplete}
      onSubmit={() => void submit()}
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
