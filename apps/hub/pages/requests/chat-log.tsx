import type { ChatUpdate } from '@ledgerdesk/client';
import { memo, useEffect, useRef } from 'react';
import { classes } from '../../design/classes.js';
import { useTexts } from '../../texts/language-context.js';
import { MessageText } from '../../tickets/message-text.js';
import { useNewestMessages } from '../../tickets/newest-messages.js';
import { TimeText } from '../../time/time-text.js';
import styles from './live-request.module.css';
import { liveTexts } from './live-request.texts.js';

/** A change of a chat, in words. */
const useChangeText = (): ((update: ChatUpdate) => string) => {
  const t = useTexts(liveTexts);
  return ({ kind, agent, reason, servedLanguage }) => {
    const name = agent?.name ?? agent?.id ?? '';
    if (kind === 'joined') return t.updates.joined(name === '' ? t.support : name);
    if (kind === 'transferred') return t.updates.transferred(name);
    if (kind === 'language') return t.updates.language(t.languages[servedLanguage ?? 'en']);
    if (kind === 'ended') return reason === null ? t.updates.ended : t.reasons[reason];
    return t.updates.returned;
  };
};

/** Rendered once: the next message changes nothing of those before it. */
const Update = memo(({ update }: { readonly update: ChatUpdate }) => {
  const t = useTexts(liveTexts);
  const changeText = useChangeText();
  const { kind, agentId, agent, body, erased, at } = update;
  if (kind !== 'message')
    return (
      <li className={styles['change']}>
        {changeText(update)} <TimeText at={at} />
      </li>
    );
  return (
    <li className={classes(styles['bubble'], agentId === null && styles['own'])}>
      <p className={styles['who']}>
        <strong>{agentId === null ? t.you : (agent?.name ?? t.support)}</strong> <TimeText at={at} />
      </p>
      {erased || body === null ? <p className={styles['muted']}>{t.erased}</p> : <MessageText text={body} />}
    </li>
  );
});

/** The messages and changes of a chat, the newest in sight. Screen readers announce new entries. */
export const ChatLog = ({ updates }: { readonly updates: readonly ChatUpdate[] }) => {
  const t = useTexts(liveTexts);
  const end = useRef<HTMLDivElement>(null);
  const { messages, before, earlier } = useNewestMessages(updates);
  useEffect(() => {
    if (updates.length > 1) end.current?.scrollIntoView({ block: 'nearest' });
  }, [updates.length]);
  return (
    <div role="log" aria-label={t.messages}>
      {earlier}
      <ol className={styles['log']}>
        {messages.map((update, index) => (
          <Update key={`${update.at} ${update.kind} ${before + index}`} update={update} />
        ))}
      </ol>
      <div ref={end} />
    </div>
  );
};
