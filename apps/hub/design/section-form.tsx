import { type ReactNode, useRef, useState } from 'react';
import type { SendableCommand } from '../api/command.js';
import { useMoment } from '../app/moment.js';
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
  isReady = true,
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
  /** False while a required value is missing. */
  readonly isReady?: boolean;
  /** Sends it. Resolves with undefined if that failed. */
  readonly onSubmit: () => Promise<unknown>;
  readonly children: ReactNode;
}) => {
  const t = useTexts(texts);
  const form = useRef<HTMLFormElement>(null);
  const [hasSent, setSent] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const { isPast } = useMoment();
  const maySend = isChanged && isReady && !isPast;
  const send = async (): Promise<void> => {
    setSent(true);
    setSaved(false);
    setSaved((await onSubmit()) !== undefined);
  };
  useFocusOnRefusal(form, command.error);
  return (
    <form
      ref={form}
      aria-label={title}
      className={styles['form']}
      // Input after this point is not part of what was saved.
      onChange={() => setSaved(false)}
      onSubmit={(event) => {
        event.preventDefault();
        if (maySend && !command.isSending) void send();
      }}
    >
      {children}
      <FormRefusal error={command.error} />
      <div className={styles['actions']}>
        {/* Stays enabled once it was pressed: a disabled button would lose the focus. */}
        <CommandButton
          type="submit"
          isSending={command.isSending}
          disabled={!maySend && !hasSent}
          {...(maySend ? {} : { 'aria-disabled': true })}
        >
          {submit}
        </CommandButton>
        <span role="status">{isSaved && !isChanged && t.saved}</span>
      </div>
    </form>
  );
};
