import type { Schemas } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { usePages } from '../../api/pages-of.js';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { BackLink } from '../../design/back-link.js';
import { Button } from '../../design/button.js';
import { keepShown } from '../../design/keep-shown.js';
import { Loaded } from '../../design/loaded.js';
import { LoadingPage } from '../../design/loading-page.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { Composer } from '../../tickets/composer.js';
import { DueBadge } from '../../tickets/due-badge.js';
import { MessageThread } from '../../tickets/message-thread.js';
import { useDestination } from '../../tickets/outgoing-messages.js';
import { useReportRefusal } from '../../tickets/refused-writes.js';
import { TicketStatus } from '../../tickets/ticket-status.js';
import { ClosedNotice } from './closed-notice.js';
import { atMoment, ownTicket } from './resources.js';
import { TicketDetails } from './ticket-details.js';
import styles from './ticket-page.module.css';
import { ticketPageTexts } from './ticket-page.texts.js';

type Ticket = Schemas['TicketWithMessages'];

const route = getRouteApi('/tickets/$ticketId');

/** The messages of a ticket; the newest are loaded first. What follows them is shown with them, where it stays. */
const Thread = ({ ticketId, children }: { readonly ticketId: string; readonly children: ReactNode }) => {
  const t = useTexts(ticketPageTexts);
  const { asOf } = useMoment();
  const { items, error, hasMore, isLoadingMore, loadMore, reload } = usePages(
    ['tickets', ticketId, 'messages', { asOf }],
    (cursor, options) =>
      client.get('/v1/tickets/{ticketId}/messages', {
        path: { ticketId },
        query: { order: 'desc', ...atMoment(asOf), ...(cursor === undefined ? {} : { cursor }) },
        ...options,
      }),
  );
  const messages = useMemo(() => items?.toReversed(), [items]);
  return (
    <>
      {error && <ProblemNotice error={error} onRetry={reload} />}
      {!messages && !error && <LoadingPage />}
      {hasMore && (
        <Button onClick={loadMore} disabled={isLoadingMore}>
          {t.earlier}
        </Button>
      )}
      {messages && <MessageThread ticketId={ticketId} messages={messages} />}
      {(messages ?? error) && children}
    </>
  );
};

/** Replies to a ticket, while it is open. */
const Reply = ({ ticket: { ticketId, subject } }: { readonly ticket: Ticket }) => {
  const t = useTexts(ticketPageTexts);
  const destination = useDestination(ticketId, 'public');
  const report = useReportRefusal();
  const reply = useCommand(
    (body: Schemas['MessageBody'], options) =>
      client.post('/v1/tickets/{ticketId}/replies', { path: { ticketId }, body, ...options }),
    ['tickets', 'dashboard'],
    {
      name: `reply.${ticketId}`,
      onUnseenFailure: (error) => report({ ticketId, subject, write: 'answer', error }),
    },
  );
  return (
    <Composer
      key={ticketId}
      draftName={`reply.${ticketId}`}
      destination={destination}
      label={t.reply}
      placeholder={t.replyPlaceholder}
      sendLabel={t.send}
      audience={t.audience}
      isSending={reply.isSending}
      error={reply.error}
      bodyError={reply.fieldErrors['body']}
      onSend={async (message) =>
        (await reply.send({
          body: message.body,
          ...(message.uploads.length > 0 && { uploads: [...message.uploads] }),
        })) !== undefined
      }
    />
  );
};

const TicketContents = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = useTexts(ticketPageTexts);
  const { isPast } = useMoment();
  const { ticketId, status, response, entitlement } = ticket;
  const takesReplies = status === 'open' || status === 'on-hold';
  return (
    <>
      <div className={styles['states']}>
        <TicketStatus status={status} />
        <DueBadge ticketId={ticketId} response={response} entitlement={entitlement} announces />
      </div>
      <div className={styles['columns']} data-in-order="narrow" ref={keepShown}>
        <div className={styles['conversation']}>
          <Thread ticketId={ticketId}>
            {isPast && <p className={styles['past']}>{t.pastHint}</p>}
            {!isPast &&
              (takesReplies ? (
                <Reply key={ticketId} ticket={ticket} />
              ) : (
                <ClosedNotice key={ticketId} ticket={ticket} />
              ))}
          </Thread>
        </div>
        <TicketDetails ticket={ticket} />
      </div>
    </>
  );
};

/** One of the reader's tickets: its messages, the state of its response, and a reply. */
export const TicketPage = () => {
  const t = useTexts(ticketPageTexts);
  const { ticketId } = route.useParams();
  const { asOf } = useMoment();
  const navigate = useNavigate();
  const ticket = useResource(ownTicket(ticketId, asOf));
  useShortcuts(
    useMemo(
      () => ({
        u: () => void navigate({ to: '/tickets' }),
        c: () => void navigate({ to: '/contact' }),
        r: () => document.querySelector<HTMLElement>('#content textarea')?.focus(),
      }),
      [navigate],
    ),
  );
  const subject = ticket.data?.subject ?? (ticket.data?.erased === true ? t.erasedSubject : t.ticket(''));
  return (
    <Page title={subject} back={<BackLink to="/tickets">{t.back}</BackLink>}>
      <Loaded of={ticket}>{(data) => <TicketContents ticket={data} />}</Loaded>
    </Page>
  );
};
