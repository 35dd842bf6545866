import { type ReactNode, useRef, useState } from 'react';
import type { SendableCommand } from '../api/command.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { CommandButton } from './command-button.js';
import { FormRefusal, useFocusOnRefusal } from './form-refusal.js';
import styles from './section-form.module.css';

const texts = defineTexts({
  en: { saved: 'Saved.' },
  ja: { saved: '保存しました。' },
  de: { saved: 'Gespeichert.' },
});

/** A form that is one of several parts of a dialog or page, and sends a command of its own. */
export const SectionForm = ({
  title,
  command,
  submit,
  isChanged,
  onSubmit,
  children,
}: {
  readonly title: string;
  /** The command that the form sends, which says why it was refused. */
  readonly command: Pick<SendableCommand<never, unknown>, 'isSending' | 'error'>;
  /** Text of the button that sends it. */
  readonly submit: string;
  /** False: there is nothing to send. */
  readonly isChanged: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) => {
  const t = useTexts(texts);
  const form = useRef<HTMLFormElement>(null);
  const [hasSent, setSent] = useState(false);
  const isSaved = hasSent && !isChanged && !command.isSending && command.error === null;
  useFocusOnRefusal(form, command.error);
  return (
    <form
      ref={form}
      aria-label={title}
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChanged || command.isSending) return;
        setSent(true);
        onSubmit();
      }}
    >
      {children}
      <FormRefusal error={command.error} />
      <div className={styles['actions']}>
        {/* Off, it would lose the focus of those who have just pressed it. */}
        <CommandButton
          type="submit"
          isSending={command.isSending}
          disabled={!isChanged && !hasSent}
          {...(isChanged ? {} : { 'aria-disabled': true })}
        >
          {submit}
        </CommandButton>
        <span role="status">{isSaved && t.saved}</span>
      </div>
    </form>
  );
};
