import type { ReactNode } from 'react';
import type { SendableCommand } from '../api/command.js';
import { CommandButton } from './command-button.js';
import { ProblemNotice } from './problem-notice.js';
import styles from './section-form.module.css';

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
}) => (
  <form
    aria-label={title}
    className={styles['form']}
    onSubmit={(event) => {
      event.preventDefault();
      if (isChanged && !command.isSending) onSubmit();
    }}
  >
    {children}
    {command.error && <ProblemNotice error={command.error} hasFields />}
    <CommandButton type="submit" isSending={command.isSending} disabled={!isChanged}>
      {submit}
    </CommandButton>
  </form>
);
