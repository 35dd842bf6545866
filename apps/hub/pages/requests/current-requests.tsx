import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Card } from '../../design/card.js';
import { EmptyState } from '../../design/empty-state.js';
import { LoadingPage } from '../../design/loading-page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { DueBadge } from '../../tickets/due-badge.js';
import { TicketStatus } from '../../tickets/ticket-status.js';
import { useNames } from '../../api/names.js';
import styles from './overview-page.module.css';
import { overviewTexts } from './overview-page.texts.js';
import { dueTickets } from './resources.js';

type Ticket = Schemas['TicketPage']['items'][number];

/** The reader's open tickets and those on hold, the next that is due first. */
export const useCurrentTickets = () => {
  const { asOf } = useMoment();
  const open = useResource(dueTickets('open', asOf));
  const onHold = useResource(dueTickets('on-hold', asOf));
  const tickets = open.data && onHold.data ? [...open.data.items, ...onHold.data.items] : undefined;
  const reload = (): void => {
    open.reload();
    onHold.reload();
  };
  return { tickets, error: open.error ?? onHold.error, isAwaited: open.isAwaited || onHold.isAwaited, reload };
};

const TicketRow = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = useTexts(overviewTexts);
  const names = useNames();
  const { ticketId, subject, product, issueType, status, response, entitlement } = ticket;
  return (
    <li className={styles['row']}>
      <Link to="/tickets/$ticketId" params={{ ticketId }} className={styles['subject']} dir="auto">
        {subject ?? t.erased}
      </Link>
      <span className={styles['about']}>{joined([names.product(product), names.issueType(issueType)])}</span>
      <span className={styles['badges']}>
        <TicketStatus status={status} />
        <DueBadge ticketId={ticketId} response={response} entitlement={entitlement} />
      </span>
    </li>
  );
};

/** The list of current requests. */
export const CurrentRequests = () => {
  const t = useTexts(overviewTexts);
  const { tickets, error, reload } = useCurrentTickets();
  return (
    <Card
      title={t.current}
      actions={
        <Link to="/tickets" className={styles['action']}>
          {t.all}
        </Link>
      }
    >
      {error && <ProblemNotice error={error} onRetry={reload} />}
      {!tickets && !error && <LoadingPage lines={3} />}
      {tickets?.length === 0 && <EmptyState title={t.noCurrent} hint={t.noCurrentHint} />}
      {tickets && tickets.length > 0 && (
        <ul className={styles['rows']}>
          {tickets.map((ticket) => (
            <TicketRow key={ticket.ticketId} ticket={ticket} />
          ))}
        </ul>
      )}
    </Card>
  );
};
