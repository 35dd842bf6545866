import type { LoggedEvent } from '@ledgerdesk/events';
import type { DomainEvent, Instant, Projection } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { defineProjection } from './define-projection.js';
import { frequencies, type Frequency } from './frequencies.js';
import { settled } from './live-requests.js';
import { monthOf } from './month-of.js';
import { type Requester, requesterKey } from './requester.js';

type DimensionName = 'issueType' | 'product';

/** A property of requests by which they are counted, and how to write a value of it into a result. */
export interface Dimension<Name extends DimensionName> {
  readonly name: Name;
  column(value: string): Readonly<Record<Name, string>>;
}

/** Number of requests of one value in one month (UTC). */
type MonthlyCount = { readonly value: string; readonly month: string; readonly count: number };

/** A chat or callback that may still become a ticket, and where it is counted: nowhere if `value` is null. */
type LiveCount = { readonly id: string; readonly value: string | null; readonly month: string };

/** The requests of one requester: tickets, chats and callbacks, each counted once. */
type RequestCountRow = {
  readonly teamId: string;
  readonly requesterId: string;
  readonly counts: readonly MonthlyCount[];
  readonly live: readonly LiveCount[];
};

/** How often a value of a dimension occurs, in total and by month. */
export type Pattern<Name extends DimensionName> = Readonly<Record<Name, string>> & Omit<Frequency, 'value'>;

type Row = RequestCountRow | undefined;
type Counted = Pick<MonthlyCount, 'value' | 'month'>;

const isSame = (one: Counted, other: Counted): boolean => one.value === other.value && one.month === other.month;

const changed = (counts: readonly MonthlyCount[], { value, month }: Counted, by: 1 | -1): readonly MonthlyCount[] => {
  const count = (counts.find((each) => isSame(each, { value, month }))?.count ?? 0) + by;
  return [...counts.filter((each) => !isSame(each, { value, month })), ...(count > 0 ? [{ value, month, count }] : [])];
};

const rowOf = (row: Row, { teamId, requesterId }: { readonly teamId: string; readonly requesterId: string }) =>
  row ?? { teamId, requesterId, counts: [], live: [] };

/** Adds a chat or callback. One without a value is not counted unless it becomes a ticket. */
const withLive = (row: RequestCountRow, id: string, value: string | null, at: Instant): RequestCountRow => {
  const month = monthOf(at);
  return {
    ...row,
    counts: value === null ? row.counts : changed(row.counts, { value, month }, 1),
    live: [...row.live.filter((request) => request.id !== id), { id, value, month }],
  };
};

/** Removes the count of a chat or callback that became a ticket: it is counted as that ticket. */
const withoutLive = (row: RequestCountRow, id: string): RequestCountRow => {
  const request = row.live.find((one) => one.id === id);
  if (!request) return row;
  const { value, month } = request;
  return {
    ...settled(row, id),
    counts: value === null ? row.counts : changed(row.counts, { value, month }, -1),
  };
};

/** The field of `TicketReclassified` with the value under which the ticket was counted. */
const previous = { issueType: 'previousIssueType', product: 'previousProduct' } as const;

/** Defines a projection that counts requests by requester, month and one dimension. */
export const countRequests = <Name extends DimensionName>(
  name: string,
  dimension: Dimension<Name>,
): Projection<DomainEvent, RequestCountRow> => {
  const opened = (row: Row, { data, occurredAt }: LoggedEvent<'TicketOpened'>): Row => {
    const others = withoutLive(rowOf(row, data), data.ticketId);
    const ticket = { value: data[dimension.name], month: monthOf(occurredAt) };
    return { ...others, counts: changed(others.counts, ticket, 1) };
  };
  const moved = (row: Row, { data }: LoggedEvent<'TicketReclassified'>): Row => {
    const before = { value: data[previous[dimension.name]], month: monthOf(data.openedAt) };
    if (!row?.counts.some((count) => isSame(count, before))) return row;
    const others = changed(row.counts, before, -1);
    return { ...row, counts: changed(others, { ...before, value: data[dimension.name] }, 1) };
  };
  /** D4, D5: two merged tickets are one request. */
  const merged = (row: Row, { data }: LoggedEvent<'TicketMerged'>): Row =>
    row && { ...row, counts: changed(row.counts, { value: data[dimension.name], month: monthOf(data.openedAt) }, -1) };
  const started = (row: Row, { data, occurredAt }: LoggedEvent<'ChatStarted'>): Row =>
    withLive(rowOf(row, data), data.chatId, data[dimension.name], occurredAt);
  const requested = (row: Row, { data, occurredAt }: LoggedEvent<'CallbackRequested'>): Row =>
    withLive(rowOf(row, data), data.callbackId, data[dimension.name], occurredAt);
  const ended = (row: Row, { data: { chatId, ticketId } }: LoggedEvent<'ChatEnded'>): Row =>
    ticketId === null ? settled(row, chatId) : row;
  const over = (row: Row, { data }: LoggedEvent<'CallbackCompleted' | 'CallbackCancelled'>): Row =>
    settled(row, data.callbackId);
  return defineProjection({
    name,
    version: 4,
    table: { columns: { teamId: 'text', requesterId: 'text' }, indexes: [] },
    keysOf: ({ data }) => [requesterKey(data)],
    on: {
      TicketOpened: opened,
      TicketReclassified: moved,
      TicketMerged: merged,
      ChatStarted: started,
      ChatEnded: ended,
      CallbackRequested: requested,
      CallbackCompleted: over,
      CallbackCancelled: over,
    },
  });
};

/**
 * Reads the patterns of a requester's own requests, the most frequent value first. Shares are of these requests only.
 * Each of `values` is included, with zeros if it does not occur.
 */
export const readPatterns = async <Name extends DimensionName>(
  reader: RowReader,
  projection: Projection<DomainEvent, RequestCountRow>,
  dimension: Dimension<Name>,
  requester: Requester,
  values: readonly string[] = [],
): Promise<readonly Pattern<Name>[]> => {
  const row = await reader.get<RequestCountRow>(projection.name, requesterKey(requester));
  return frequencies(row?.counts ?? [], values).map(({ value, ...frequency }) => ({
    ...dimension.column(value),
    ...frequency,
  }));
};
