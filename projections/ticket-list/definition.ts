import type { LoggedEvent, ResponseState } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { changedTicket, openedTicket, type TicketChange, type TicketFields } from '../ticket-fields.js';
import { STATUS_ORDER } from '../ticket-status.js';

/** A ticket in its requester's list. */
export type TicketRow = TicketFields & {
  /**
   * Counts the events that the requester may see, from 0, as revisions count all events of the stream. It is the
   * requester's ETag, and tells nothing of internal notes (V4).
   */
  readonly revision: number;
  /** Number of public messages. */
  readonly messages: number;
  /** Sort columns: the due time of `response`, null unless the clock runs, and the status as `STATUS_ORDER`. */
  readonly dueAt: Instant | null;
  readonly statusOrder: string;
  /** `breachedAt` and `state` of `response`. */
  readonly breachedAt: Instant | null;
  readonly responseState: ResponseState;
};

type Row = TicketRow | undefined;

/** The row with its sort columns. Names every field: rows that are spread are slow to copy (see `changedTicket`). */
const sorted = (row: TicketFields, revision: number, messages: number): TicketRow => ({
  ticketId: row.ticketId,
  teamId: row.teamId,
  requesterId: row.requesterId,
  product: row.product,
  issueType: row.issueType,
  subject: row.subject,
  status: row.status,
  language: row.language,
  servedLanguage: row.servedLanguage,
  openedAt: row.openedAt,
  updatedAt: row.updatedAt,
  entitlement: row.entitlement,
  response: row.response,
  assignedTo: row.assignedTo,
  followUpOf: row.followUpOf,
  mergedInto: row.mergedInto,
  mergedFrom: row.mergedFrom,
  cameOf: row.cameOf,
  revision,
  messages,
  dueAt: row.response.dueAt,
  breachedAt: row.response.breachedAt,
  responseState: row.response.state,
  statusOrder: STATUS_ORDER[row.status],
});

const opened = (_row: Row, event: LoggedEvent<'TicketOpened'>): Row => sorted(openedTicket(event), 0, 1);

const changed = (row: Row, event: LoggedEvent<TicketChange>): Row =>
  row && sorted(changedTicket(row, event), row.revision + 1, row.messages);

const messageAdded = (row: Row, event: LoggedEvent<'TicketReplied' | 'TicketAnswered'>): Row =>
  row && sorted(changedTicket(row, event), row.revision + 1, row.messages + 1);

/** Columns of the orders. Many tickets lack a due time, breached or not: they are sorted by the second column. */
const SORTED_BY = [['openedAt'], ['updatedAt'], ['dueAt', 'openedAt'], ['breachedAt', 'openedAt']] as const;

/** The tickets of each requester (V1, V4), for lists and filters. */
export const ticketList = defineProjection({
  name: 'ticket-list',
  version: 10,
  table: {
    columns: {
      teamId: 'text',
      requesterId: 'text',
      openedAt: 'text',
      updatedAt: 'text',
      dueAt: 'text',
      status: 'text',
      statusOrder: 'text',
      product: 'text',
      issueType: 'text',
      breachedAt: 'text',
      responseState: 'text',
    },
    indexes: SORTED_BY.map((order) => ['teamId', 'requesterId', 'status', ...order]),
    personal: ['subject'],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: opened,
    LiveSupportLinked: changed,
    TicketHeld: changed,
    TicketResumed: changed,
    TicketSolved: changed,
    TicketReopened: changed,
    TicketClosed: changed,
    TicketMerged: changed,
    TicketMergeReceived: changed,
    TicketReplied: messageAdded,
    TicketAnswered: messageAdded,
    TicketAssigned: changed,
    TicketUnassigned: changed,
    TicketReclassified: changed,
    TicketErased: changed,
    ResponseClockStarted: changed,
    ResponseClockPaused: changed,
    ResponseClockResumed: changed,
    ResponseClockStopped: changed,
    ResponseTargetBreached: changed,
  },
});
