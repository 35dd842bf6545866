import { Lock } from 'lucide-react';
import type { Schemas } from '@ledgerdesk/client';
import { memo } from 'react';
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

/** A message of a ticket. */
export type ThreadMessage = Schemas['Messages']['items'][number];

const texts = defineTexts({
  en: {
    messages: 'Messages',
    you: 'You',
    support: 'Support',
    note: 'Internal note: the requester does not see it',
    erased: 'This message has been erased.',
  },
  ja: {
    messages: 'メッセージ',
    you: '自分',
    support: 'サポート',
    note: '社内メモ: お客様には表示されません',
    erased: 'このメッセージは消去されました。',
  },
  de: {
    messages: 'Nachrichten',
    you: 'Sie',
    support: 'Support',
    note: 'Interne Notiz: für die anfragende Person nicht sichtbar',
    erased: 'Diese Nachricht wurde gelöscht.',
  },
});

/** First letter of a name; an emoji or a combined letter counts as one. */
const initialOf = (name: string): string => Array.from(name.trim())[0]?.toUpperCase() ?? '?';

/** Whether a message is the reader's own. */
const useIsOwn = (): ((author: ThreadMessage['author']) => boolean) => {
  const { kind, id } = useSelf();
  return (author) => author.kind === kind && author.id === id;
};

/** Rendered once: the next message changes nothing of those before it. */
const Message = memo(({ ticketId, message }: { readonly ticketId: string; readonly message: ThreadMessage }) => {
  const t = useTexts(texts);
  const isOwn = useIsOwn()(message.author);
  const { author, body, erased, attachments, at, audience } = message;
  const name = author.name ?? author.id;
  const isNote = audience === 'desk';
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
          <TimeText at={at} />
        </p>
        {isNote && (
          <p>
            <Badge tone="warn" icon={<Lock size={12} aria-hidden />}>
              {t.note}
            </Badge>
          </p>
        )}
        {erased || body === null ? <p className={styles['erased']}>{t.erased}</p> : <MessageText text={body} />}
        <AttachmentList ticketId={ticketId} attachments={attachments} />
      </div>
    </li>
  );
});

interface MessageThreadProps {
  readonly ticketId: string;
  readonly messages: readonly ThreadMessage[];
}

/** The messages of a ticket, oldest first. Screen readers announce new messages. */
export const MessageThread = memo(({ ticketId, messages }: MessageThreadProps) => {
  const t = useTexts(texts);
  return (
    <div role="log" aria-label={t.messages}>
      <ol className={styles['thread']}>
        {keyed(messages).map(([key, message]) => (
          <Message key={key} ticketId={ticketId} message={message} />
        ))}
      </ol>
    </div>
  );
});
