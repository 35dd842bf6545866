import { Link } from '@tanstack/react-router';
import { Eye, PencilLine, UserRound } from 'lucide-react';
import { useMemo } from 'react';
import { classes } from '../../../design/classes.js';
import type { Column } from '../../../design/data-table/column.js';
import { joined } from '../../../texts/joined.js';
import { useTexts } from '../../../texts/language-context.js';
import { DueBadge } from '../../../tickets/due-badge.js';
import { TicketStatus } from '../../../tickets/ticket-status.js';
import { TimeText } from '../../../time/time-text.js';
import { useClassificationNames } from '../../../api/classification-names.js';
import { usePresentNames } from '../presence/present-agents.js';
import { queueTexts } from './queue.texts.js';
import styles from './queue.module.css';
import { type QueuedTicket, queueSearchOf } from './queue-search.js';

/** Others who write on a ticket at the moment, or who have it open. */
const WhoIsThere = ({ ticketId }: { readonly ticketId: string }) => {
  const t = useTexts(queueTexts);
  const { writing, viewing } = usePresentNames(ticketId);
  const text = writing === undefined ? viewing && t.viewing(viewing) : t.writing(writing);
  if (text === undefined) return null;
  const Icon = writing === undefined ? Eye : PencilLine;
  return (
    <span className={classes(styles['present'], writing !== undefined && styles['writing'])} title={text}>
      <Icon size={14} role="img" aria-label={text} />
    </span>
  );
};

/** The subject, which leads to the ticket, and the beginning of the last message. */
const Subject = ({ ticket }: { readonly ticket: QueuedTicket }) => {
  const t = useTexts(queueTexts);
  const { lastMessage } = ticket;
  return (
    <span className={styles['subject']}>
      <WhoIsThere ticketId={ticket.ticketId} />
      <Link
        to="/desk/$ticketId"
        params={{ ticketId: ticket.ticketId }}
        search={queueSearchOf}
        tabIndex={-1}
        className={styles['link']}
      >
        {ticket.subject ?? t.erased}
      </Link>
      <span className={styles['excerpt']}>
        {lastMessage.audience === 'desk' && <b>{t.lastNote} </b>}
        {lastMessage.excerpt}
      </span>
    </span>
  );
};

/** The columns of the queue. */
export const useQueueColumns = (): readonly Column<QueuedTicket>[] => {
  const t = useTexts(queueTexts);
  const names = useClassificationNames();
  return useMemo(
    () => [
      {
        id: 'subject',
        name: t.columns.subject,
        width: 'minmax(220px, 3fr)',
        onCard: 'title',
        render: (ticket) => <Subject ticket={ticket} />,
      },
      {
        id: 'due',
        name: t.columns.due,
        width: '200px',
        sortBy: 'dueAt',
        render: ({ ticketId, response, entitlement }) => (
          <DueBadge ticketId={ticketId} response={response} entitlement={entitlement} />
        ),
      },
      {
        id: 'status',
        name: t.columns.status,
        width: '148px',
        onCard: 'hidden',
        render: ({ status }) => <TicketStatus status={status} />,
      },
      {
        id: 'requester',
        name: t.columns.requester,
        width: 'minmax(120px, 1.2fr)',
        render: ({ requester, team }) => (
          <>
            {requester.name ?? t.erased} <span className={styles['muted']}>{team.name ?? team.id}</span>
          </>
        ),
      },
      {
        id: 'about',
        name: t.columns.about,
        width: 'minmax(110px, 1fr)',
        minTableWidth: 1160,
        onCard: 'hidden',
        render: ({ product, issueType }) => joined([names.product(product), names.issueType(issueType)]),
      },
      {
        id: 'assignee',
        name: t.columns.assignee,
        width: 'minmax(110px, 0.7fr)',
        render: ({ assignee }) => (
          <span className={classes(styles['assignee'], !assignee && styles['nobody'])}>
            <UserRound size={12} aria-hidden />
            {assignee ? (assignee.name ?? assignee.id) : t.nobody}
          </span>
        ),
      },
      {
        id: 'updated',
        name: t.columns.updated,
        width: '190px',
        minTableWidth: 1100,
        align: 'end',
        sortBy: 'updatedAt',
        firstOrder: 'desc',
        onCard: 'hidden',
        render: ({ updatedAt }) => <TimeText at={updatedAt} />,
      },
    ],
    [t, names],
  );
};
