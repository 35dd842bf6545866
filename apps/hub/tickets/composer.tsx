import { type KeyboardEvent, useId } from 'react';
import { classes } from '../design/classes.js';
import { CommandButton } from '../design/command-button.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useDraft } from '../drafts/drafts.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import styles from './composer.module.css';
import { AttachButton, UploadArea } from './upload-area.js';
import { UploadList } from './upload-list.js';
import { uploadTexts } from './uploads.texts.js';
import { useUploads, type Uploads } from './use-uploads.js';

/** A message that is to be sent. `uploads` are the ids of its files. */
export interface ComposedMessage {
  readonly body: string;
  readonly uploads: readonly string[];
}

const texts = defineTexts({
  en: { keys: 'Ctrl Enter sends', enterKeys: 'Enter sends, Shift Enter begins a new line' },
  ja: { keys: 'Ctrl Enterで送信', enterKeys: 'Enterで送信、Shift Enterで改行' },
  de: { keys: 'Strg Eingabe sendet', enterKeys: 'Eingabe sendet, Umschalt Eingabe beginnt eine neue Zeile' },
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
  /** Sends the message. Resolves with true if it was sent; what is written stays otherwise. */
  readonly onSend: (message: ComposedMessage) => Promise<boolean>;
  readonly isSending: boolean;
  /** Why the last attempt failed. */
  readonly error: Error | null;
  /** What is wrong with the text. */
  readonly bodyError?: string | undefined;
}

/** Returns true for the keys that send. Enter that ends the input of Japanese letters is none. */
const isSendKey = ({ key, ctrlKey, metaKey, shiftKey, nativeEvent }: KeyboardEvent, onEnter: boolean): boolean =>
  key === 'Enter' && !nativeEvent.isComposing && (ctrlKey || metaKey || (onEnter && !shiftKey));

const Actions = ({
  uploads,
  props: { hasFiles = true, sendLabel, sendsOnEnter = false, audience, isSending },
  isReady,
  onSend,
}: {
  readonly uploads: Uploads;
  readonly props: ComposerProps;
  readonly isReady: boolean;
  readonly onSend: () => void;
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
      <CommandButton weight="primary" isSending={isSending} disabled={!isReady} onClick={onSend}>
        {sendLabel}
      </CommandButton>
    </div>
  );
};

/** Writes a message: with a draft that is kept, files by button, drag and paste, and Ctrl or ⌘ with Enter to send. */
export const Composer = (props: ComposerProps) => {
  const { draftName, label, placeholder, tone = 'message', hasFiles = true, sendsOnEnter = false } = props;
  const { onSend, isSending, error, bodyError } = props;
  const id = useId();
  const draft = useDraft(draftName);
  const uploads = useUploads();
  const isReady = draft.text.trim() !== '' && uploads.areComplete;
  const send = async (): Promise<void> => {
    if (!isReady || isSending) return;
    if (!(await onSend({ body: draft.text, uploads: uploads.uploadIds }))) return;
    draft.clear();
    uploads.clear();
  };
  const area = (
    <div className={classes(styles['composer'], tone === 'note' && styles['note'])}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <textarea
        id={id}
        className={classes(styles['text'], sendsOnEnter && styles['short'])}
        dir="auto"
        rows={sendsOnEnter ? 2 : 4}
        value={draft.text}
        placeholder={placeholder}
        aria-invalid={bodyError === undefined ? undefined : true}
        aria-describedby={bodyError === undefined ? undefined : `${id}-error`}
        onChange={({ target }) => draft.change(target.value)}
        onKeyDown={(event) => {
          if (!isSendKey(event, sendsOnEnter)) return;
          event.preventDefault();
          void send();
        }}
      />
      {bodyError !== undefined && (
        <p id={`${id}-error`} className={styles['error']}>
          {bodyError}
        </p>
      )}
      <UploadList uploads={uploads} />
      {error && bodyError === undefined && <ProblemNotice error={error} onRetry={() => void send()} />}
      <Actions uploads={uploads} props={props} isReady={isReady} onSend={() => void send()} />
    </div>
  );
  return hasFiles ? <UploadArea uploads={uploads}>{area}</UploadArea> : area;
};
