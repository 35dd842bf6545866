import { useLayoutEffect, useMemo, useRef } from 'react';
import { client } from '../../../api/client.js';
import { type PagedList, usePages } from '../../../api/pages-of.js';
import { useMoment } from '../../../app/moment.js';
import { Button } from '../../../design/button.js';
import { LoadingPage } from '../../../design/loading-page.js';
import { ProblemNotice } from '../../../design/problem-notice.js';
import { useTexts } from '../../../texts/language-context.js';
import { MessageThread } from '../../../tickets/message-thread.js';
import { useOutgoing } from '../../../tickets/outgoing-messages.js';
import type { ThreadMessage } from '../../../tickets/thread-message.js';
import { ticketTexts } from './ticket.texts.js';
import styles from './ticket-panel.module.css';

const PAGE_SIZE = 50;
/** A thread that is this near to its end stays there when messages arrive, px. */
const NEAR_END = 80;

/** The messages and notes of a ticket, newest first, from page to page. */
export const useDeskMessages = (ticketId: string): PagedList<ThreadMessage> => {
  const { asOf } = useMoment();
  const query = { order: 'desc', limit: PAGE_SIZE, ...(asOf === undefined ? {} : { asOf }) } as const;
  return usePages(['tickets', 'desk', ticketId, 'messages', { asOf }], (cursor, options) =>
    client.get('/v1/desk/tickets/{ticketId}/messages', {
      path: { ticketId },
      query: { ...query, ...(cursor === undefined ? {} : { cursor }) },
      ...options,
    }),
  );
};

/** Keeps the end of a thread in sight when messages arrive, and its place when earlier ones are loaded. */
const useThreadScroll = (ticketId: string, messages: readonly ThreadMessage[], onTheWay: number) => {
  const scroller = useRef<HTMLDivElement>(null);
  const before = useRef({ ticketId: '', oldest: '', height: 0, wasAtEnd: true, onTheWay: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const oldest = messages[0]?.at ?? '';
    const { height, wasAtEnd } = before.current;
    // The agent's own message is shown, wherever they have scrolled to.
    const hasSent = onTheWay > before.current.onTheWay;
    if (before.current.ticketId !== ticketId || wasAtEnd || hasSent) element.scrollTop = element.scrollHeight;
    else if (before.current.oldest !== oldest) element.scrollTop += element.scrollHeight - height;
    before.current = { ticketId, oldest, height: element.scrollHeight, wasAtEnd, onTheWay };
    if (messages.length > 0 && before.current.ticketId === ticketId)
      before.current.wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
  }, [ticketId, messages, onTheWay]);
  const onScroll = (): void => {
    const element = scroller.current;
    if (element) before.current.wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
  };
  return { scroller, onScroll };
};

/** What was written on a ticket, oldest first. */
export const TicketThread = ({
  ticketId,
  thread,
}: {
  readonly ticketId: string;
  readonly thread: PagedList<ThreadMessage>;
}) => {
  const t = useTexts(ticketTexts);
  const { items, error, hasMore, isLoadingMore, loadMore, reload } = thread;
  const messages = useMemo(() => (items ?? []).toReversed(), [items]);
  const { scroller, onScroll } = useThreadScroll(ticketId, messages, useOutgoing(ticketId, messages).length);
  return (
    // Takes the focus, so that keys scroll it.
    <div ref={scroller} tabIndex={0} className={styles['thread']} onScroll={onScroll}>
      {error && <ProblemNotice error={error} onRetry={reload} />}
      {!items && !error && <LoadingPage lines={4} />}
      {hasMore && (
        <Button weight="plain" disabled={isLoadingMore} onClick={loadMore}>
          {t.loadEarlier}
        </Button>
      )}
      <MessageThread ticketId={ticketId} messages={messages} />
    </div>
  );
};
