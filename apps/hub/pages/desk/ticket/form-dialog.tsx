import { type FormEvent, type ReactNode, useRef } from 'react';
import { Button } from '../../../design/button.js';
import { CommandButton } from '../../../design/command-button.js';
import { Dialog } from '../../../design/dialog.js';
import { ProblemNotice } from '../../../design/problem-notice.js';
import { useTexts } from '../../../texts/language-context.js';
import styles from './form-dialog.module.css';
import { ticketTexts } from './ticket.texts.js';

/** A dialog whose fields are sent together. Ctrl or ⌘ with Enter sends them too. */
export const FormDialog = ({
  title,
  hint,
  submitLabel,
  isSending,
  error,
  isReady = true,
  isDangerous = false,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly submitLabel: string;
  readonly isSending: boolean;
  readonly error: Error | null;
  readonly isReady?: boolean;
  readonly isDangerous?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) => {
  const t = useTexts(ticketTexts);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isSending) onSubmit();
  };
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form
        ref={form}
        className={styles['form']}
        onSubmit={submit}
        onKeyDown={({ key, ctrlKey, metaKey }) =>
          key === 'Enter' && (ctrlKey || metaKey) && form.current?.requestSubmit()
        }
      >
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
        {children}
        {error && <ProblemNotice error={error} />}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <CommandButton
            type="submit"
            weight={isDangerous ? 'danger' : 'primary'}
            isSending={isSending}
            disabled={!isReady}
          >
            {submitLabel}
          </CommandButton>
        </div>
      </form>
    </Dialog>
  );
};
