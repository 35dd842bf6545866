import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { isComposing } from '../app/composing.js';
import { useMoment } from '../app/moment.js';
import { classes } from '../design/classes.js';
import { CommandButton } from '../design/command-button.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useDraft } from '../drafts/drafts.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import styles from './composer.module.css';
import { CommandList, type ComposerCommand } from './command-list.js';
import { AttachButton, UploadArea } from './upload-area.js';
import { UploadList } from './upload-list.js';
import { uploadTexts } from './uploads.texts.js';
import { useUploads, type Uploads } from './use-uploads.js';

/** A message that is to be sent. `uploads` are the ids of its files. */
export interface ComposedMessage {
  readonly body: string;
  readonly uploads: readonly string[];
}

const NO_COMMANDS = (): readonly ComposerCommand[] => [];

const texts = defineTexts({
  en: { keys: 'Ctrl+Enter to send', enterKeys: 'Enter to send, Shift+Enter for a new line' },
  ja: { keys: 'Ctrl+Enterで送信', enterKeys: 'Enterで送信、Shift+Enterで改行' },
  de: { keys: 'Strg+Eingabe: senden', enterKeys: 'Eingabe: senden, Umschalt+Eingabe: neue Zeile' },
});

interface ComposerProps {
  /** Name of the draft: what is written stays until it is sent. */
  readonly draftName: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly sendLabel: string;
  /** Who will see it, next to the button. */
  readonly audience?: string;
  /** `note`: only the desk sees it, and it looks so. */
  readonly tone?: 'message' | 'note';
  /** False: the message has no files. */
  readonly hasFiles?: boolean;
  /** True: Enter alone sends, as in a chat. */
  readonly sendsOnEnter?: boolean;
  /** A second way to send the message, such as to solve the ticket with it. */
  readonly second?: { readonly label: string; readonly onSend: (message: ComposedMessage) => Promise<boolean> };
  /** The commands that a text names instead of being a message. Default: none. */
  readonly commands?: (text: string) => readonly ComposerCommand[];
  /** To lead to the field by a key. */
  readonly textRef?: RefObject<HTMLTextAreaElement | null>;
  /** Whenever something is typed. */
  readonly onWrite?: () => void;
  /** Sends the message. Resolves with true if it was sent; what is written stays otherwise. */
  readonly onSend: (message: ComposedMessage) => Promise<boolean>;
  readonly isSending: boolean;
  /** Why the last attempt failed. */
  readonly error: Error | null;
  /** What is wrong with the text. */
  readonly bodyError?: string | undefined;
}

/** Returns true for the keys that send. */
const isSendKey = ({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent, onEnter: boolean): boolean =>
  key === 'Enter' && (ctrlKey || metaKey || (onEnter && !shiftKey));

const Actions = ({
  uploads,
  props: { hasFiles = true, sendLabel, sendsOnEnter = false, audience, isSending, second },
  isReady,
  onSend,
  onSecond,
}: {
  readonly uploads: Uploads;
  readonly props: ComposerProps;
  readonly isReady: boolean;
  readonly onSend: () => void;
  readonly onSecond: () => void;
}) => {
  const t = useTexts(texts);
  const tUploads = useTexts(uploadTexts);
  return (
    <div className={styles['actions']}>
      {hasFiles && <AttachButton uploads={uploads} />}
      <span className={styles['hint']}>
        {!uploads.areComplete && uploads.files.length > 0 ? tUploads.incomplete : audience}
        <kbd className={styles['keys']}>{sendsOnEnter ? t.enterKeys : t.keys}</kbd>
      </span>
      {second && (
        <CommandButton isSending={isSending} disabled={!isReady} onClick={onSecond}>
          {second.label}
        </CommandButton>
      )}
      <CommandButton weight="primary" isSending={isSending} disabled={!isReady} onClick={onSend}>
        {sendLabel}
      </CommandButton>
    </div>
  );
};

/** Writes a message: with a draft that is kept, files by button, drag and paste, and Ctrl or ⌘ with Enter to send. */
export const Composer = (props: ComposerProps) => {
  const { draftName, label, placeholder, tone = 'message', hasFiles = true, sendsOnEnter = false } = props;
  const { onSend, isSending, error, bodyError, second, commands = NO_COMMANDS, textRef, onWrite } = props;
  const id = useId();
  const draft = useDraft(draftName);
  const uploads = useUploads();
  const named = commands(draft.text);
  const [chosen, setChosen] = useState(0);
  const { isPast } = useMoment();
  const isReady = draft.text.trim() !== '' && uploads.areComplete && named.length === 0 && !isPast;
  const send = async (by = onSend): Promise<void> => {
    if (!isReady || isSending) return;
    const { text: body } = draft;
    const { files, uploadIds } = uploads;
    if (!(await by({ body, uploads: uploadIds }))) return;
    // What was typed or chosen in the meantime stays.
    draft.removeSent(body);
    for (const { id: sent } of files) uploads.remove(sent);
  };
  const runCommand = (command: ComposerCommand): void => {
    if (isPast) return;
    draft.clear();
    setChosen(0);
    command.run();
  };
  /** Returns true for a key that chooses or runs a command. */
  const isCommandKey = ({ key }: KeyboardEvent): boolean => {
    const command = named[Math.min(chosen, named.length - 1)];
    if (!command) return false;
    if (key === 'ArrowDown') setChosen((chosen + 1) % named.length);
    else if (key === 'ArrowUp') setChosen((chosen + named.length - 1) % named.length);
    else if (key === 'Enter' || key === 'Tab') runCommand(command);
    else return false;
    return true;
  };
  const area = (
    <div className={classes(styles['composer'], tone === 'note' && styles['note'])}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <CommandList id={`${id}-commands`} commands={named} chosen={chosen} onRun={runCommand} />
      <textarea
        id={id}
        ref={textRef}
        {...(named.length > 0 ? { 'aria-controls': `${id}-commands` } : {})}
        className={classes(styles['text'], sendsOnEnter && styles['short'])}
        dir="auto"
        rows={sendsOnEnter ? 2 : 4}
        value={draft.text}
        placeholder={placeholder}
        aria-invalid={bodyError === undefined ? undefined : true}
        aria-describedby={bodyError === undefined ? undefined : `${id}-error`}
        onChange={({ target }) => {
          draft.change(target.value);
          setChosen(0);
          onWrite?.();
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (isCommandKey(event)) event.preventDefault();
          else if (isSendKey(event, sendsOnEnter)) {
            event.preventDefault();
            void send();
          } else if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {bodyError !== undefined && (
        <p id={`${id}-error`} className={styles['error']}>
          {bodyError}
        </p>
      )}
      <UploadList uploads={uploads} />
      {error && bodyError === undefined && <ProblemNotice error={error} onRetry={() => void send()} />}
      <Actions
        uploads={uploads}
        props={props}
        isReady={isReady}
        onSend={() => void send()}
        onSecond={() => void send(second?.onSend)}
      />
    </div>
  );
  return hasFiles ? <UploadArea uploads={uploads}>{area}</UploadArea> : area;
};
