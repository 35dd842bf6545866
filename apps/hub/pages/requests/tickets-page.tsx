import type { RequestOptions } from '@ledgerdesk/client';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { useIdlePreload } from '../../app/idle-preload.js';
import { useMoment } from '../../app/moment.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { EmptyState } from '../../design/empty-state.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { NewRequestLink } from './new-request.js';
import { atMoment } from './resources.js';
import { type ListedTicket, useTicketColumns } from './ticket-columns.js';
import { TicketFilterBar } from './ticket-filters.js';
import { filtersIn, isFiltered, type TicketSearch, ticketSearchOf } from './ticket-search.js';
import { TicketViewBar } from './ticket-views.js';
import { ticketsTexts } from './tickets-page.texts.js';

const route = getRouteApi('/tickets');

const PAGE_SIZE = 100;

const idOf = ({ ticketId }: ListedTicket): string => ticketId;

/** The tickets that match, page by page. */
const useTickets = (search: TicketSearch) => {
  const { asOf } = useMoment();
  const filters = filtersIn(search);
  const load = (place: { readonly cursor?: string; readonly last?: true }, options: RequestOptions) =>
    client.get('/v1/tickets', { query: { limit: PAGE_SIZE, ...filters, ...atMoment(asOf), ...place }, ...options });
  return usePages(
    ['tickets', 'list', { ...filters, asOf }],
    (cursor, options) => load(cursor === undefined ? {} : { cursor }, options),
    {
      keepPrevious: true,
      loadBack: (cursor, options) => load(cursor === undefined ? { last: true } : { cursor }, options),
    },
  );
};

/** Shown in place of an empty list. */
const NoTickets = ({ search }: { readonly search: TicketSearch }) => {
  const t = useTexts(ticketsTexts);
  return isFiltered(search) ? (
    <EmptyState title={t.noMatch} hint={t.noMatchHint} />
  ) : (
    <EmptyState title={t.empty} hint={t.emptyHint} />
  );
};

/** The reader's tickets: search, filters, saved views and order, all in the address. */
export const TicketsPage = () => {
  const t = useTexts(ticketsTexts);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const tickets = useTickets(search);
  const sortedBy = search.sort ?? 'openedAt';
  const columns = useTicketColumns(sortedBy);
  const onSearch = useCallback(
    (changed: TicketSearch) =>
      void navigate({ search: ({ asOf }) => ({ ...(asOf === undefined ? {} : { asOf }), ...changed }), replace: true }),
    [navigate],
  );
  useIdlePreload('/tickets/$ticketId');
  useShortcuts(useMemo(() => ({ '/': () => field.current?.focus() }), []));
  return (
    <Page title={t.title} isWide fillsWindow="always" actions={<NewRequestLink />}>
      <TicketViewBar search={search} onSearch={onSearch} />
      <TicketFilterBar search={search} onSearch={onSearch} field={field} />
      <DataTable
        label={t.title}
        columns={columns}
        rows={tickets}
        idOf={idOf}
        nameOf={({ subject }) => subject ?? t.erased}
        onOpen={({ ticketId }) => void navigate({ to: '/tickets/$ticketId', params: { ticketId } })}
        sorting={{
          by: sortedBy,
          order: search.order ?? 'desc',
          onChange: (by, order) => onSearch(ticketSearchOf({ ...search, view: undefined, sort: by, order })),
        }}
        empty={<NoTickets search={search} />}
      />
    </Page>
  );
};
