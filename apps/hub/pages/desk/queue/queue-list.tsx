import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useResource } from '../../../api/resource.js';
import { useMoment } from '../../../app/moment.js';
import { DataTable } from '../../../design/data-table/data-table.js';
import type { Selection, SortOrder } from '../../../design/data-table/column.js';
import { EmptyState } from '../../../design/empty-state.js';
import { useSelf } from '../../../session/self.js';
import { useTexts } from '../../../texts/language-context.js';
import { usePendingChanges, withChange } from '../ticket/pending-change.js';
import { BulkBar } from '../bulk/bulk-bar.js';
import { queueTexts } from './queue.texts.js';
import { useQueueColumns } from './queue-columns.js';
import { countsResource, useQueue } from './queue-resources.js';
import { filterCountOf, filterQueryOf, type QueuedTicket, type QueueSearch, queueSearchOf } from './queue-search.js';

const idOf = ({ ticketId }: QueuedTicket): string => ticketId;

/** A ticket that changes while pages are loaded may be on two of them. */
const withoutRepeats = (tickets: readonly QueuedTicket[]): readonly QueuedTicket[] => [
  ...new Map(tickets.map((ticket) => [ticket.ticketId, ticket])).values(),
];

/** The tickets with the reader's changes of them that are being sent. */
const withChanges = (
  tickets: readonly QueuedTicket[],
  pending: ReturnType<typeof usePendingChanges>,
): readonly QueuedTicket[] =>
  pending.length === 0
    ? tickets
    : tickets.map((ticket) => withChange(ticket, pending.find(({ ticketId }) => ticketId === ticket.ticketId)?.change));

/** The tickets that the address asks for. */
export const QueueList = ({
  search,
  openId,
  selection,
}: {
  readonly search: QueueSearch;
  readonly openId: string | undefined;
  readonly selection: Selection;
}) => {
  const t = useTexts(queueTexts);
  const navigate = useNavigate();
  const { id } = useSelf();
  const { asOf } = useMoment();
  const columns = useQueueColumns();
  const queue = useQueue(search);
  const pending = usePendingChanges();
  const items = useMemo(() => queue.items && withChanges(withoutRepeats(queue.items), pending), [queue.items, pending]);
  const counts = useResource(countsResource({ status: 'open', ...filterQueryOf(search, id) }, asOf)).data;
  const open = useCallback(
    ({ ticketId }: QueuedTicket) =>
      void navigate({ to: '/desk/$ticketId', params: { ticketId }, search: queueSearchOf }),
    [navigate],
  );
  const sort = (by: string, order: SortOrder): void =>
    void navigate({ to: '.', search: (old) => queueSearchOf({ ...old, sort: by, order }), replace: true });
  const isFiltered = filterCountOf(search) > 0 || search.q !== undefined;
  const nameOf = (ticketId: string): string =>
    items?.find((ticket) => ticket.ticketId === ticketId)?.subject ?? ticketId;
  // A ticket that has left the queue is out of sight: nothing is done to it.
  const listed = useMemo<Selection>(() => {
    const loaded = new Set(items?.map(idOf));
    return { ...selection, ids: new Set([...selection.ids].filter((one) => loaded.has(one))) };
  }, [selection, items]);
  return (
    <>
      <DataTable
        label={t.title}
        columns={columns}
        rows={{ ...queue, items }}
        idOf={idOf}
        nameOf={({ subject }) => subject ?? t.erased}
        onOpen={open}
        openId={openId}
        sorting={{ by: search.sort ?? 'dueAt', order: search.order ?? 'asc', onChange: sort }}
        selection={listed}
        list={JSON.stringify([search, asOf])}
        total={counts?.isComplete ? counts.total : undefined}
        empty={<EmptyState title={t.emptyTitle} hint={isFiltered ? t.emptyFiltered : t.emptyHint} />}
      />
      <BulkBar selection={listed} nameOf={nameOf} />
    </>
  );
};
