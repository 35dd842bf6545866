import { Clock, Lock, Paperclip } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Badge } from '../design/badge.js';
import { classes } from '../design/classes.js';
import { useSelf } from '../session/self.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { TimeText } from '../time/time-text.js';
import { AttachmentList } from './attachment-list.js';
import { keyed } from './message-keys.js';
import { MessageText } from './message-text.js';
import styles from './message-thread.module.css';
import type { OutgoingMessage } from './outgoing-message.js';
import { useOutgoing } from './outgoing-messages.js';
import type { ThreadMessage } from './thread-message.js';

const texts = defineTexts({
  en: {
    messages: 'Messages',
    you: 'You',
    support: 'Support',
    note: 'Internal note: the requester does not see it',
    erased: 'This message has been erased.',
    outgoing: 'Messages that are being sent',
    sending: 'Sending…',
    sent: 'Sent',
  },
  ja: {
    messages: 'メッセージ',
    you: '自分',
    support: 'サポート',
    note: '社内メモ: お客様には表示されません',
    erased: 'このメッセージは消去されました。',
    outgoing: '送信中のメッセージ',
    sending: '送信中…',
    sent: '送信済み',
  },
  de: {
    messages: 'Nachrichten',
    you: 'Sie',
    support: 'Support',
    note: 'Interne Notiz: für die anfragende Person nicht sichtbar',
    erased: 'Diese Nachricht wurde gelöscht.',
    outgoing: 'Nachrichten, die gerade gesendet werden',
    sending: 'Wird gesendet …',
    sent: 'Gesendet',
  },
});

/** First letter of a name; an emoji or a combined letter counts as one. */
const initialOf = (name: string): string => Array.from(name.trim())[0]?.toUpperCase() ?? '?';

/** Whether a message is the reader's own. */
const useIsOwn = (): ((author: ThreadMessage['author']) => boolean) => {
  const { kind, id } = useSelf();
  return (author) => author.kind === kind && author.id === id;
};

/** What a message looks like, whether the thread has it or it is still on its way. */
const MessageItem = ({
  author,
  isNote,
  state,
  text,
  children,
}: {
  readonly author: ThreadMessage['author'];
  readonly isNote: boolean;
  /** When it was sent, or that it is being sent. */
  readonly state: ReactNode;
  /** Null: erased. */
  readonly text: string | null;
  /** Its files. */
  readonly children: ReactNode;
}) => {
  const t = useTexts(texts);
  const isOwn = useIsOwn()(author);
  const name = author.name ?? author.id;
  return (
    <li className={classes(styles['message'], isNote && styles['note'], author.kind === 'agent' && styles['agent'])}>
      <span className={styles['initial']} aria-hidden>
        {initialOf(name)}
      </span>
      <div className={styles['content']}>
        <p className={styles['head']}>
          <strong className={styles['author']}>{name}</strong>
          {isOwn && <span>{t.you}</span>}
          {!isOwn && author.kind === 'agent' && <span>{t.support}</span>}
          {state}
        </p>
        {isNote && (
          <p>
            <Badge tone="warn" icon={<Lock size={12} aria-hidden />}>
              {t.note}
            </Badge>
          </p>
        )}
        {text === null ? <p className={styles['erased']}>{t.erased}</p> : <MessageText text={text} />}
        {children}
      </div>
    </li>
  );
};

/** Rendered once: the next message changes nothing of those before it. */
const Message = memo(({ ticketId, message }: { readonly ticketId: string; readonly message: ThreadMessage }) => {
  const { author, body, erased, attachments, at, audience } = message;
  return (
    <MessageItem author={author} isNote={audience === 'desk'} state={<TimeText at={at} />} text={erased ? null : body}>
      <AttachmentList ticketId={ticketId} attachments={attachments} />
    </MessageItem>
  );
});

/** The reader's messages that are on their way. They are not announced: the messages themselves are. */
const Outgoing = ({ messages }: { readonly messages: readonly OutgoingMessage[] }) => {
  const t = useTexts(texts);
  const { name } = useSelf();
  if (messages.length === 0) return null;
  return (
    <ol className={styles['thread']} aria-label={t.outgoing}>
      {messages.map(({ id, author, audience, body, files, isSent }) => (
        <MessageItem
          key={id}
          author={{ ...author, name }}
          isNote={audience === 'desk'}
          state={
            <span className={styles['sending']}>
              <Clock size={12} aria-hidden />
              {isSent ? t.sent : t.sending}
            </span>
          }
          text={body}
        >
          {files.map((file) => (
            <p key={file.id} className={styles['sending']}>
              <Paperclip size={12} aria-hidden />
              {file.name}
            </p>
          ))}
        </MessageItem>
      ))}
    </ol>
  );
};

interface MessageThreadProps {
  readonly ticketId: string;
  readonly messages: readonly ThreadMessage[];
}

/**
 * The messages of a ticket, oldest first, and those of the reader that are on their way to it. Screen readers announce
 * new messages.
 */
export const MessageThread = memo(({ ticketId, messages }: MessageThreadProps) => {
  const t = useTexts(texts);
  return (
    <div className={styles['thread']}>
      <div role="log" aria-label={t.messages}>
        <ol className={styles['thread']}>
          {keyed(messages).map(([key, message]) => (
            <Message key={key} ticketId={ticketId} message={message} />
          ))}
        </ol>
      </div>
      <Outgoing messages={useOutgoing(ticketId, messages)} />
    </div>
  );
});
