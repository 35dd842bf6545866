import type { Schemas } from '@ledgerdesk/client';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { Badge, type Tone } from '../../design/badge.js';
import { Button } from '../../design/button.js';
import { FormDialog } from '../../design/form-dialog.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { Composer } from '../../tickets/composer.js';
import { useFormats } from '../../time/formats.js';
import { ChatLog } from './chat-log.js';
import styles from './live-request.module.css';
import { liveTexts } from './live-request.texts.js';
import { NewRequestLink } from './new-request.js';
import { ownChat } from './resources.js';
import { useChatUpdates } from '../../live/use-chat-updates.js';
import { WaitingCard } from './waiting-card.js';

type Chat = Schemas['ChatWithUpdates'];

const route = getRouteApi('/chats/$chatId');

/** The place in line changes when others are served. */
const PLACE_MS = 15_000;
const TONES: Readonly<Record<Chat['status'], Tone>> = { waiting: 'warn', active: 'ok', ended: 'neutral' };

/** Ends the chat, after a question. */
const LeaveButton = ({ chatId }: { readonly chatId: string }) => {
  const t = useTexts(liveTexts);
  const [isOpen, setOpen] = useState(false);
  const leave = useCommand(
    (path: { chatId: string }, options) => client.delete('/v1/chats/{chatId}', { path, ...options }),
    ['live', 'tickets', 'dashboard'],
  );
  return (
    <>
      <Button weight="danger" onClick={() => setOpen(true)}>
        {t.leave}
      </Button>
      <FormDialog
        title={t.leaveTitle}
        submit={t.leave}
        dismiss={t.cancel}
        isDanger
        isOpen={isOpen}
        command={leave}
        onSubmit={() => void leave.send({ chatId }).then((left) => left && setOpen(false))}
        onClose={() => setOpen(false)}
      >
        <p>{t.leaveHint}</p>
      </FormDialog>
    </>
  );
};

/** What the chat has become. */
const Ended = ({ chat: { ticketId } }: { readonly chat: Chat }) => {
  const t = useTexts(liveTexts);
  return (
    <div role="status" className={styles['ended']}>
      <p>{ticketId === null ? t.becomesTicket : t.becameTicket}</p>
      {ticketId !== null && (
        <Link to="/tickets/$ticketId" params={{ ticketId }}>
          {t.openTicket}
        </Link>
      )}
    </div>
  );
};

const WriteMessage = ({ chatId }: { readonly chatId: string }) => {
  const t = useTexts(liveTexts);
  const post = useCommand(
    (body: Schemas['ChatMessageBody'], options) =>
      client.post('/v1/chats/{chatId}/messages', { path: { chatId }, body, ...options }),
    [],
  );
  return (
    <Composer
      draftName={`chat.${chatId}`}
      label={t.message}
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

const ChatContents = ({ chat }: { readonly chat: Chat }) => {
  const t = useTexts(liveTexts);
  const formats = useFormats();
  const { updates, error } = useChatUpdates(chat.chatId);
  const { status, agent, endsAt } = chat;
  return (
    <div className={styles['chat']}>
      <p className={styles['state']}>
        <Badge tone={TONES[status]}>{t[status]}</Badge>
        {status === 'active' && agent && <span>{t.with(agent.name ?? agent.id)}</span>}
        {status !== 'ended' && endsAt !== null && (
          <span className={styles['muted']}>
            {(status === 'waiting' ? t.waitsUntil : t.endsAt)(formats.time(endsAt))}
          </span>
        )}
      </p>
      {status === 'waiting' && <WaitingCard request={chat} hint={t.chatWaitHint} />}
      <ChatLog updates={updates} />
      {error && <ProblemNotice error={error} onRetry={() => location.reload()} />}
      {/* With the messages, so that it does not move when they come. */}
      {status === 'ended' && (updates.length > 0 || error) && <Ended chat={chat} />}
      {status !== 'ended' && <WriteMessage chatId={chat.chatId} />}
    </div>
  );
};

/** A chat of the reader: the place in line, then the conversation, then the ticket that it becomes. */
export const ChatPage = () => {
  const t = useTexts(liveTexts);
  const { chatId } = route.useParams();
  const chat = useResource(ownChat(chatId), { everyMs: PLACE_MS });
  const isOver = chat.data?.status === 'ended';
  return (
    <Page title={t.chat} actions={chat.data && (isOver ? <NewRequestLink /> : <LeaveButton chatId={chatId} />)}>
      <Loaded of={chat}>{(data) => <ChatContents key={chatId} chat={data} />}</Loaded>
    </Page>
  );
};
