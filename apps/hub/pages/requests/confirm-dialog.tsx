import { Button } from '../../design/button.js';
import { CommandButton } from '../../design/command-button.js';
import { Dialog } from '../../design/dialog.js';
import { ProblemNotice } from '../../design/problem-notice.js';

/** Asks before something ends that cannot be taken back. */
export const ConfirmDialog = ({
  title,
  hint,
  confirm,
  dismiss,
  isOpen,
  isSending,
  error,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly hint: string;
  readonly confirm: string;
  readonly dismiss: string;
  readonly isOpen: boolean;
  readonly isSending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) => (
  <Dialog
    title={title}
    isOpen={isOpen}
    onClose={onClose}
    actions={
      <>
        <Button onClick={onClose}>{dismiss}</Button>
        <CommandButton weight="danger" isSending={isSending} onClick={onConfirm}>
          {confirm}
        </CommandButton>
      </>
    }
  >
    <p>{hint}</p>
    {error && <ProblemNotice error={error} />}
  </Dialog>
);
