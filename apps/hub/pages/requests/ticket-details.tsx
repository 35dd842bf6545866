import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { client } from '../../api/client.js';
import { useNames } from '../../api/names.js';
import { usePages } from '../../api/pages-of.js';
import { useResource } from '../../api/resource.js';
import { Card } from '../../design/card.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useEntitlementText } from '../../tickets/entitlement-text.js';
import { HistoryList } from '../../tickets/history-list.js';
import { ticketClocks } from '../../tickets/ticket-resources.js';
import { TimeText } from '../../time/time-text.js';
import styles from './ticket-page.module.css';
import { ticketPageTexts } from './ticket-page.texts.js';

type Ticket = Schemas['TicketWithMessages'];

/** Characters of an id that tell tickets apart in a link. */
const SHORT_ID = 8;

/** Characters of a subject that its heading shows whole at most widths. */
const SHORT_SUBJECT = 100;

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

/** The target that decides when a reply in Japanese is due: the desk's is shorter than that of the add-on (L3). */
const useDeskTarget = ({ ticketId, servedLanguage, response }: Ticket) => {
  const isAsked = servedLanguage === 'ja' && response.clock !== null;
  const { data, isLoading } = useResource(ticketClocks(ticketId, useSelf()), { enabled: isAsked });
  const clock = data?.clocks.find(({ clock: number }) => number === response.clock);
  const leg = clock?.legs.find(({ target }) => target === clock.decidedBy && target === 'japanese-desk');
  return { minutes: leg?.minutes, isLoading };
};

const useFacts = (ticket: Ticket): readonly (readonly [string, ReactNode])[] => {
  const t = useTexts(ticketPageTexts);
  const names = useNames();
  const entitlementText = useEntitlementText();
  const deskTarget = useDeskTarget(ticket);
  const { subject, status, product, issueType, entitlement, servedLanguage, assignee, openedAt, updatedAt } = ticket;
  return [
    [t.subject, subject !== null && subject.length > SHORT_SUBJECT && subject],
    [t.product, names.product(product)],
    [t.issueType, names.issueType(issueType)],
    // No promise is shown until it is known which one applies.
    [t.support, deskTarget.isLoading ? '\u00a0' : entitlementText(entitlement, deskTarget.minutes)],
    [t.languageOfSupport, t.languages[servedLanguage]],
    [t.assignee, assignee ? (assignee.name ?? assignee.id) : status === 'open' && t.nobody],
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
        <FactList>
          {facts.map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </FactList>
      </Card>
      <details className={styles['history']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t.history}</summary>
        {isOpen && <History ticketId={ticket.ticketId} />}
      </details>
    </aside>
  );
};
