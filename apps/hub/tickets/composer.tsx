import { type KeyboardEvent, useId, useRef } from 'react';
import { isComposing } from '../app/composing.js';
import { classes } from '../design/classes.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useDraft } from '../drafts/drafts.js';
import { useTexts } from '../texts/language-context.js';
import { CommandList, type ComposerCommand } from './command-list.js';
import { ComposerActions } from './composer-actions.js';
import type { ComposerProps } from './composer-props.js';
import styles from './composer.module.css';
import { composerTexts } from './composer.texts.js';
import { useNamedCommands } from './named-commands.js';
import { UploadArea } from './upload-area.js';
import { UploadList } from './upload-list.js';
import { useSending } from './use-sending.js';
import { useUploads } from './use-uploads.js';

export type { ComposedMessage } from './composer-props.js';

const NO_COMMANDS = (): readonly ComposerCommand[] => [];

/** Returns true for the keys that send. */
const isSendKey = ({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent, onEnter: boolean): boolean =>
  key === 'Enter' && (ctrlKey || metaKey || (onEnter && !shiftKey));

/** The draft, files, commands and sending of a composer. */
const useComposer = (props: ComposerProps) => {
  const { draftName, commands = NO_COMMANDS, textRef } = props;
  const ownRef = useRef<HTMLTextAreaElement>(null);
  const field = textRef ?? ownRef;
  const draft = useDraft(draftName);
  const uploads = useUploads(draftName);
  const named = commands(draft.text);
  const typing = useNamedCommands(named, draft);
  const { send, hasTried } = useSending(props, { draft, uploads }, () => field.current?.focus());
  const isEmpty = draft.text.trim() === '';
  return {
    ...{ field, draft, uploads, named, typing, hasTried, isEmpty },
    send: (by = props.onSend): void => void (named.length === 0 && send(by)),
  };
};

/** The field of a composer, with what is wrong with its text. */
const TextArea = ({
  id,
  props: { label, placeholder, sendsOnEnter = false, onWrite },
  composer: { field, draft, named, typing, isEmpty, send },
  error,
}: {
  readonly id: string;
  readonly props: ComposerProps;
  readonly composer: ReturnType<typeof useComposer>;
  readonly error: string | undefined;
}) => {
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isComposing(event)) return;
    if (typing.isCommandKey(event)) event.preventDefault();
    else if (isSendKey(event, sendsOnEnter)) {
      event.preventDefault();
      // In a chat, Enter in an empty field is no attempt to send.
      if (!sendsOnEnter || !isEmpty) send();
    } else if (event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <CommandList id={`${id}-commands`} commands={named} chosen={typing.chosen} onRun={typing.run} />
      <textarea
        id={id}
        ref={field}
        {...(named.length > 0 ? { 'aria-controls': `${id}-commands` } : {})}
        className={classes(styles['text'], sendsOnEnter && styles['short'])}
        dir="auto"
        rows={sendsOnEnter ? 2 : 4}
        value={draft.text}
        placeholder={placeholder}
        {...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
        onChange={({ target }) => {
          draft.change(target.value);
          typing.chooseFirst();
          onWrite?.();
        }}
        onKeyDown={onKeyDown}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className={styles['error']}>
          {error}
        </p>
      )}
    </>
  );
};

/**
 * Writes a message: with a draft that is kept with its files, files by button, drag and paste, and Ctrl or ⌘ with Enter
 * to send. What keeps it from being sent is said when one tries.
 */
export const Composer = (props: ComposerProps) => {
  const { tone = 'message', hasFiles = true, error, bodyError, second } = props;
  const t = useTexts(composerTexts);
  const id = useId();
  const composer = useComposer(props);
  const { draft, uploads, named, hasTried, isEmpty, send } = composer;
  const missing = hasTried && isEmpty ? t.empty : undefined;
  const area = (
    <div className={classes(styles['composer'], tone === 'note' && styles['note'])}>
      <TextArea id={id} props={props} composer={composer} error={missing ?? bodyError} />
      <UploadList uploads={uploads} isAwaited={hasTried} />
      {error && <ProblemNotice error={error} shown={['body']} onRetry={() => send()} />}
      <ComposerActions
        uploads={uploads}
        props={{ ...props, isSending: props.isSending || draft.isBeingSent }}
        isCommand={named.length > 0}
        onSend={() => send()}
        onSecond={() => send(second?.onSend)}
      />
    </div>
  );
  return hasFiles ? <UploadArea uploads={uploads}>{area}</UploadArea> : area;
};
