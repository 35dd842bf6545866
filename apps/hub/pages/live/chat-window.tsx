import { Link } from '@tanstack/react-router';
import type { ChatUpdate, Schemas } from '@ledgerdesk/client';
import { memo, useEffect, useRef, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Button } from '../../design/button.js';
import { classes } from '../../design/classes.js';
import { CommandButton } from '../../design/command-button.js';
import { FormDialog } from '../../design/form-dialog.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useChatUpdates } from '../../live/use-chat-updates.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { Composer } from '../../tickets/composer.js';
import { MessageText } from '../../tickets/message-text.js';
import { useNewestMessages } from '../../tickets/newest-messages.js';
import { TimeText } from '../../time/time-text.js';
import { isLeftBy } from './left-chat.js';
import { liveDeskTexts } from './live.texts.js';
import styles from './live.module.css';
import { TransferDialog, useTransfer } from './transfer-dialog.js';

type Chat = Schemas['ChatToAnswer'];

/** A change of a chat, in words. */
const useChangeText = (): ((update: ChatUpdate) => string) => {
  const t = useTexts(liveDeskTexts);
  return ({ kind, agent, servedLanguage }) => {
    const name = agent?.name ?? agent?.id ?? '';
    if (kind === 'joined') return t.joined(name);
    if (kind === 'transferred') return t.transferred(name);
    if (kind === 'language') return t.language[servedLanguage ?? 'en'];
    return kind === 'ended' ? t.over : t.returned;
  };
};

/** Rendered once: the next message changes nothing of those before it. */
const Update = memo(({ update, requester }: { readonly update: ChatUpdate; readonly requester: string }) => {
  const t = useTexts(liveDeskTexts);
  const self = useSelf();
  const changeText = useChangeText();
  const { kind, agentId, agent, body, erased, at } = update;
  if (kind !== 'message')
    return (
      <li className={styles['change']}>
        {changeText(update)} <TimeText at={at} />
      </li>
    );
  const isOwn = agentId === self.id;
  const name = isOwn ? t.you : agentId === null ? requester : (agent?.name ?? agentId);
  return (
    <li className={classes(styles['bubble'], isOwn && styles['own'])}>
      <p className={styles['who']}>
        <strong>{name}</strong> <TimeText at={at} />
      </p>
      {erased || body === null ? <p className={styles['muted']}>{t.erased}</p> : <MessageText text={body} />}
    </li>
  );
});

const Log = ({ updates, requester }: { readonly updates: readonly ChatUpdate[]; readonly requester: string }) => {
  const t = useTexts(liveDeskTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const { messages, before, earlier } = useNewestMessages(updates);
  useEffect(() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight }), [updates.length]);
  return (
    <div ref={scroller} role="log" aria-label={t.messages} tabIndex={0} className={styles['log']}>
      {earlier}
      <ol>
        {messages.map((update, index) => (
          <Update key={`${update.at} ${update.kind} ${before + index}`} update={update} requester={requester} />
        ))}
      </ol>
    </div>
  );
};

/** Ends the chat, after a question. */
const EndDialog = ({ chatId, onClose }: { readonly chatId: string; readonly onClose: () => void }) => {
  const t = useTexts(liveDeskTexts);
  const end = useCommand(
    (path: { readonly chatId: string }, options) => client.post('/v1/desk/chats/{chatId}/end', { path, ...options }),
    ['agents', 'live', 'tickets'],
  );
  return (
    <FormDialog
      title={t.endTitle}
      hint={t.endHint}
      submit={t.end}
      command={end}
      isDanger
      onSubmit={() => void end.send({ chatId }).then((answer) => answer && onClose())}
      onClose={onClose}
    />
  );
};

const Write = ({ chatId, requester }: { readonly chatId: string; readonly requester: string }) => {
  const t = useTexts(liveDeskTexts);
  const post = useCommand(
    (body: Schemas['ChatMessageBody'], options) =>
      client.post('/v1/desk/chats/{chatId}/messages', { path: { chatId }, body, ...options }),
    [],
  );
  return (
    <Composer
      draftName={`chat.${chatId}`}
      label={t.message}
      audience={t.audience(requester)}
      sendLabel={t.send}
      hasFiles={false}
      sendsOnEnter
      isSending={post.isSending}
      error={post.error}
      bodyError={post.fieldErrors['body']}
      onSend={async ({ body }) => (await post.send({ body })) !== undefined}
    />
  );
};

/** What became of a chat that the agent has left. */
const Left = ({
  ended,
  isOwnDoing,
  onDismiss,
}: {
  readonly ended: ChatUpdate | undefined;
  readonly isOwnDoing: boolean;
  readonly onDismiss: () => void;
}) => {
  const t = useTexts(liveDeskTexts);
  return (
    <div role="status" className={styles['left']}>
      <p>{ended ? t.ended : isOwnDoing ? t.handedOver : t.gone}</p>
      {ended && ended.ticketId !== null && (
        <Link to="/desk/$ticketId" params={{ ticketId: ended.ticketId }} search={{}}>
          {t.transcript}
        </Link>
      )}
      <Button onClick={onDismiss}>{t.done}</Button>
    </div>
  );
};

/** A chat with a requester: live messages, hand-over and end. */
export const ChatWindow = ({
  chat,
  isGone,
  onDismiss,
}: {
  readonly chat: Chat;
  /** The agent does not work on it any more. */
  readonly isGone: boolean;
  readonly onDismiss: () => void;
}) => {
  const t = useTexts(liveDeskTexts);
  const self = useSelf();
  const { chatId } = chat;
  const { updates, error } = useChatUpdates(chatId);
  const [dialog, setDialog] = useState<'end' | 'transfer'>();
  const [isHandedOver, setHandedOver] = useState(false);
  const decline = useTransfer('chat', chatId);
  const requester = chat.requester.name ?? t.somebody;
  const ended = updates.find(({ kind }) => kind === 'ended');
  const isLeft = isHandedOver || isGone || isLeftBy(updates, self.id);
  return (
    <div className={styles['window']}>
      <Log updates={updates} requester={requester} />
      {error && <ProblemNotice error={error} onRetry={() => location.reload()} />}
      {isLeft ? (
        <Left ended={ended} isOwnDoing={isHandedOver} onDismiss={onDismiss} />
      ) : (
        <>
          <Write chatId={chatId} requester={requester} />
          {decline.error && <ProblemNotice error={decline.error} />}
          <div className={styles['actions']}>
            <CommandButton
              weight="plain"
              isSending={decline.isSending}
              onClick={() => void decline.send('').then((answer) => answer && setHandedOver(true))}
            >
              {t.decline}
            </CommandButton>
            <CommandButton onClick={() => setDialog('transfer')}>{t.transfer}</CommandButton>
            <CommandButton weight="danger" onClick={() => setDialog('end')}>
              {t.end}
            </CommandButton>
          </div>
        </>
      )}
      {dialog === 'end' && !isLeft && <EndDialog chatId={chatId} onClose={() => setDialog(undefined)} />}
      {dialog === 'transfer' && !isLeft && (
        <TransferDialog
          channel="chat"
          id={chatId}
          about={chat}
          onDone={() => {
            setDialog(undefined);
            setHandedOver(true);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
};
