import type { LoggedEvent } from '@ledgerdesk/events';
import { defineProjection } from '../define-projection.js';
import { requesterKey } from '../requester.js';

/** Counts of the requests of one requester: tickets, chats and callbacks, each once. */
export type DashboardRow = {
  readonly teamId: string;
  readonly requesterId: string;
  /** D2: tickets that are neither solved nor closed, and chats and callbacks that are not over. */
  readonly open: number;
  /** D3: all requests ever made. */
  readonly total: number;
  /** Ids of chats and callbacks that may still become a ticket, which has the same id and is the same request. */
  readonly live: readonly string[];
};

type Row = DashboardRow | undefined;
type Requester = { readonly teamId: string; readonly requesterId: string };

const rowOf = (row: Row, { teamId, requesterId }: Requester): DashboardRow =>
  row ?? { teamId, requesterId, open: 0, total: 0, live: [] };

const without = (row: DashboardRow, id: string): readonly string[] => row.live.filter((liveId) => liveId !== id);

const opened = (row: Row, { data }: LoggedEvent<'TicketOpened'>): Row => {
  const known = rowOf(row, data);
  const live = without(known, data.ticketId);
  const isNew = live.length === known.live.length;
  return { ...known, live, open: known.open + 1, total: known.total + (isNew ? 1 : 0) };
};

const requested = (row: Row, id: string, data: Requester): Row => {
  const known = rowOf(row, data);
  return { ...known, open: known.open + 1, total: known.total + 1, live: [...without(known, id), id] };
};

const solved = (row: Row): Row => row && { ...row, open: row.open - 1 };
/** D2, D3: two merged tickets are one request. */
const merged = (row: Row, { data }: LoggedEvent<'TicketMerged'>): Row =>
  row && { ...row, open: row.open - (data.wasOpen ? 1 : 0), total: row.total - 1 };
const reopened = (row: Row): Row => row && { ...row, open: row.open + 1 };
/** The request continues as a ticket, which is open from its own event on. */
const continued = (row: Row): Row => row && { ...row, open: row.open - 1 };
const over = (row: Row, id: string): Row => row && { ...row, open: row.open - 1, live: without(row, id) };

/**
 * D1: the counts on each requester's dashboard. Every ticket is solved before it is closed, so `TicketClosed` does not
 * change them.
 */
export const dashboard = defineProjection({
  name: 'dashboard',
  version: 3,
  table: { columns: { teamId: 'text' }, indexes: [] },
  keysOf: ({ data }) => [requesterKey(data)],
  on: {
    TicketOpened: opened,
    TicketSolved: solved,
    TicketReopened: reopened,
    TicketMerged: merged,
    ChatStarted: (row: Row, { data }: LoggedEvent<'ChatStarted'>) => requested(row, data.chatId, data),
    ChatEnded: (row: Row, { data }: LoggedEvent<'ChatEnded'>) =>
      data.ticketId === null ? over(row, data.chatId) : continued(row),
    CallbackRequested: (row: Row, { data }: LoggedEvent<'CallbackRequested'>) => requested(row, data.callbackId, data),
    CallbackCompleted: (row: Row, { data }: LoggedEvent<'CallbackCompleted'>) => over(row, data.callbackId),
    CallbackCancelled: (row: Row, { data }: LoggedEvent<'CallbackCancelled'>) => over(row, data.callbackId),
    CallbackGivenUp: continued,
  },
});
