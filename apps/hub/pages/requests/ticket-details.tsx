import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { Card } from '../../design/card.js';
import { useTexts } from '../../texts/language-context.js';
import { useEntitlementText } from '../../tickets/entitlement-text.js';
import { HistoryList } from '../../tickets/history-list.js';
import { TimeText } from '../../time/time-text.js';
import { useNames } from '../../api/names.js';
import styles from './ticket-page.module.css';
import { ticketPageTexts } from './ticket-page.texts.js';

type Ticket = Schemas['TicketWithMessages'];

/** Characters of an id that tell tickets apart in a link. */
const SHORT_ID = 8;

const TicketLink = ({ ticketId }: { readonly ticketId: string }) => {
  const t = useTexts(ticketPageTexts);
  return (
    <Link to="/tickets/$ticketId" params={{ ticketId }}>
      {t.ticket(ticketId.slice(0, SHORT_ID))}
    </Link>
  );
};

/** Other requests that a ticket has to do with, by what they are to it. */
const useRelations = ({
  followUpOf,
  mergedInto,
  mergedFrom,
  cameOf,
}: Ticket): readonly (readonly [string, ReactNode])[] => {
  const t = useTexts(ticketPageTexts);
  const link = (ticketId: string | null): ReactNode => ticketId !== null && <TicketLink ticketId={ticketId} />;
  return [
    [t.followUpOf, link(followUpOf)],
    [t.mergedInto, link(mergedInto)],
    [t.mergedFrom, mergedFrom.length > 0 && mergedFrom.map((id) => <p key={id}>{link(id)}</p>)],
    [t.cameOf, cameOf && t.channels[cameOf.channel]],
  ];
};

const useFacts = (ticket: Ticket): readonly (readonly [string, ReactNode])[] => {
  const t = useTexts(ticketPageTexts);
  const names = useNames();
  const entitlementText = useEntitlementText();
  const { product, issueType, entitlement, servedLanguage, assignee, openedAt, updatedAt } = ticket;
  return [
    [t.product, names.product(product)],
    [t.issueType, names.issueType(issueType)],
    [t.support, entitlementText(entitlement)],
    [t.languageOfSupport, t.languages[servedLanguage]],
    [t.assignee, assignee ? (assignee.name ?? assignee.id) : t.nobody],
    [t.opened, <TimeText key="opened" at={openedAt} />],
    [t.updated, <TimeText key="updated" at={updatedAt} />],
    ...useRelations(ticket),
  ];
};

/** What happened to the ticket, once it is asked for. */
const History = ({ ticketId }: { readonly ticketId: string }) => {
  const history = usePages(['tickets', ticketId, 'history'], (cursor, options) =>
    client.get('/v1/tickets/{ticketId}/history', {
      path: { ticketId },
      query: cursor === undefined ? {} : { cursor },
      ...options,
    }),
  );
  return <HistoryList history={history} />;
};

/** The facts of a ticket, and its history. */
export const TicketDetails = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = useTexts(ticketPageTexts);
  const [isOpen, setOpen] = useState(false);
  const facts = useFacts(ticket).filter(([, value]) => value !== null && value !== false);
  return (
    <aside className={styles['side']}>
      <Card title={t.details}>
        <dl className={styles['facts']}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <details className={styles['history']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t.history}</summary>
        {isOpen && <History ticketId={ticket.ticketId} />}
      </details>
    </aside>
  );
};
