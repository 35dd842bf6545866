import { CommandButton } from '../design/command-button.js';
import { useTexts } from '../texts/language-context.js';
import type { ComposerProps } from './composer-props.js';
import styles from './composer.module.css';
import { composerTexts } from './composer.texts.js';
import { AttachButton } from './upload-area.js';
import type { Uploads } from './use-uploads.js';

/** The buttons of a composer, with who will read the message and the keys that send it. */
export const ComposerActions = ({
  uploads,
  props: { hasFiles = true, sendLabel, sendsOnEnter = false, audience, isSending, second },
  isCommand,
  onSend,
  onSecond,
}: {
  readonly uploads: Uploads;
  readonly props: ComposerProps;
  /** What is written is a command, which is run instead of being sent. */
  readonly isCommand: boolean;
  readonly onSend: () => void;
  readonly onSecond: () => void;
}) => {
  const t = useTexts(composerTexts);
  return (
    <div className={styles['actions']}>
      {hasFiles && <AttachButton uploads={uploads} />}
      <span className={styles['hint']}>
        {audience}
        <kbd className={styles['keys']}>{sendsOnEnter ? t.enterKeys : t.keys}</kbd>
      </span>
      {second && (
        <CommandButton isSending={isSending} disabled={isCommand} onClick={onSecond}>
          {second.label}
        </CommandButton>
      )}
      <CommandButton weight="primary" isSending={isSending} disabled={isCommand} onClick={onSend}>
        {sendLabel}
      </CommandButton>
    </div>
  );
};
