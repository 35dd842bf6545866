import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import type { SendableCommand } from '../api/command.js';
import { useMoment } from '../app/moment.js';
import { isComposing } from '../app/composing.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { Button } from './button.js';
import { CommandButton } from './command-button.js';
import { Dialog } from './dialog.js';
import styles from './form-dialog.module.css';
import { FormRefusal, useFocusOnRefusal } from './form-refusal.js';

const texts = defineTexts({
  en: { cancel: 'Cancel' },
  ja: { cancel: 'キャンセル' },
  de: { cancel: 'Abbrechen' },
});

const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event);

/**
 * A dialog with a form that sends a command. It stays open with what was entered if the command is refused. Ctrl or ⌘
 * with Enter sends it from every field.
 */
export const FormDialog = ({
  title,
  hint,
  isOpen = true,
  onClose,
  command,
  submit,
  dismiss,
  isDanger = false,
  isReady = true,
  shown,
  onSubmit,
  children,
}: {
  readonly title: string;
  /** What it does, above the fields. */
  readonly hint?: string | undefined;
  /** Default: true, for dialogs that are there only while they are open. */
  readonly isOpen?: boolean;
  readonly onClose: () => void;
  /** The command that the form sends, which says why it was refused. */
  readonly command: Pick<SendableCommand<never, unknown>, 'isSending' | 'error'>;
  /** Text of the button that sends it. */
  readonly submit: string;
  /** Text of the button that only closes it. Default: Cancel. */
  readonly dismiss?: string;
  readonly isDanger?: boolean;
  /** False: something is missing that must be there first. */
  readonly isReady?: boolean;
  /** Fields that show their own errors. If there are no other errors, no notice is shown. */
  readonly shown?: readonly string[];
  readonly onSubmit: () => void;
  readonly children?: ReactNode;
}) => {
  const t = useTexts(texts);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useFocusOnRefusal(form, command.error);
  // Keys send forms whose button is off.
  const { isPast } = useMoment();
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{dismiss ?? t.cancel}</Button>
          <CommandButton
            type="submit"
            form={id}
            weight={isDanger ? 'danger' : 'primary'}
            isSending={command.isSending}
            disabled={!isReady}
          >
            {submit}
          </CommandButton>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isPast && !command.isSending) onSubmit();
        }}
        onKeyDown={(event) => isSendKey(event) && event.currentTarget.requestSubmit()}
      >
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
        {children}
        <FormRefusal error={command.error} shown={shown} />
      </form>
    </Dialog>
  );
};
