import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Column } from '../../design/data-table/column.js';
import { useTexts } from '../../texts/language-context.js';
import { DueBadge } from '../../tickets/due-badge.js';
import { TicketStatus } from '../../tickets/ticket-status.js';
import { TimeText } from '../../time/time-text.js';
import { useNames } from '../../api/names.js';
import { useSelf } from '../../session/self.js';
import { ticketsTexts } from './tickets-page.texts.js';
import styles from './tickets-page.module.css';

/** A ticket in a list. */
export type ListedTicket = Schemas['TicketPage']['items'][number];

/**
 * Columns of the list of one's tickets. The product is one of them if the team uses several. Cards have room for one
 * time: that of the order, if the list is in the order of a time.
 */
export const useTicketColumns = (sortedBy: string): readonly Column<ListedTicket>[] => {
  const t = useTexts(ticketsTexts);
  const { team } = useSelf();
  const names = useNames();
  const hasProducts = (team?.products.length ?? 0) > 1;
  return useMemo(
    () => [
      {
        id: 'subject',
        name: t.subject,
        width: 'minmax(200px, 3fr)',
        onCard: 'title',
        render: ({ ticketId, subject }) => (
          <Link to="/tickets/$ticketId" params={{ ticketId }} className={styles['subject']} dir="auto" tabIndex={-1}>
            {subject ?? t.erased}
          </Link>
        ),
      },
      {
        id: 'status',
        name: t.status,
        width: '132px',
        sortBy: 'status',
        onCard: 'side',
        render: ({ status }) => <TicketStatus status={status} />,
      },
      {
        id: 'response',
        name: t.response,
        width: '212px',
        sortBy: 'dueAt',
        render: ({ ticketId, response, entitlement }) => (
          <DueBadge ticketId={ticketId} response={response} entitlement={entitlement} />
        ),
      },
      ...(hasProducts
        ? [
            {
              id: 'product',
              name: t.product,
              width: '140px',
              minTableWidth: 1_280,
              onCard: 'hidden' as const,
              render: ({ product }: ListedTicket) => names.product(product),
            },
          ]
        : []),
      {
        id: 'type',
        name: t.issueType,
        width: 'minmax(140px, 1fr)',
        minTableWidth: 1_120,
        onCard: 'hidden',
        render: ({ issueType }) => names.issueType(issueType),
      },
      {
        id: 'updated',
        name: t.updated,
        width: '208px',
        sortBy: 'updatedAt',
        firstOrder: 'desc',
        minTableWidth: 800,
        onCard: sortedBy === 'openedAt' ? 'hidden' : 'detail',
        render: ({ updatedAt }) => <TimeText at={updatedAt} />,
      },
      {
        id: 'opened',
        name: t.opened,
        width: '208px',
        sortBy: 'openedAt',
        firstOrder: 'desc',
        minTableWidth: 960,
        onCard: sortedBy === 'openedAt' ? 'detail' : 'hidden',
        render: ({ openedAt }) => <TimeText at={openedAt} />,
      },
    ],
    [t, names, hasProducts, sortedBy],
  );
};
