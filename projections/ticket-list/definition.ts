import type { Entitlement, LiveRequest, ServedLanguage, LoggedEvent } from '@ledgerdesk/events';
import { later, type Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { searchText } from '../search-text.js';
import { STATUS_AFTER, STATUS_ORDER, type StatusChange, type TicketStatus } from '../ticket-status.js';

/** State of a ticket's latest response clock. */
type ResponseState = {
  /** Number of the latest clock, from 1; null if none has started (standard support, E10). */
  readonly clock: number | null;
  /** Null if there is no clock or it is paused. */
  readonly dueAt: Instant | null;
  /** The due time that was breached, not the time of detection. */
  readonly breachedAt: Instant | null;
  /** First public answer to the clock, null if solved without one. Without a clock: the ticket's first answer. */
  readonly answeredAt: Instant | null;
};

/** A ticket as its requester sees it in a list. Internal notes do not change it, not even `updatedAt`. */
export type TicketRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly issueType: string;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly language: string;
  /** Language of the latest clock. Each new clock decides it again (L4). */
  readonly servedLanguage: ServedLanguage;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly entitlement: Readonly<Entitlement> | null;
  readonly response: ResponseState;
  readonly assignedTo: string | null;
  readonly followUpOf: string | null;
  /** The chat or callback that the ticket was created from. */
  readonly cameOf: Readonly<{ [Field in keyof LiveRequest]: LiveRequest[Field] }> | null;
  /** Subject and first message, normalized for search. */
  readonly search: string;
  /** Sort columns: the due time of `response`, and the status as `STATUS_ORDER`. */
  readonly dueAt: Instant | null;
  readonly statusOrder: string;
};

type Row = TicketRow | undefined;
type ClockEvent = LoggedEvent<
  'ResponseClockPaused' | 'ResponseClockResumed' | 'ResponseClockStopped' | 'ResponseTargetBreached'
>;

const NO_RESPONSE: ResponseState = { clock: null, dueAt: null, breachedAt: null, answeredAt: null };

const statusFields = (status: TicketStatus): Pick<TicketRow, 'status' | 'statusOrder'> => ({
  status,
  statusOrder: STATUS_ORDER[status],
});

const responseFields = (response: ResponseState): Pick<TicketRow, 'response' | 'dueAt'> => ({
  response,
  dueAt: response.dueAt,
});

const opened = (_row: Row, { data, occurredAt }: LoggedEvent<'TicketOpened'>): Row => ({
  ticketId: data.ticketId,
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  issueType: data.issueType,
  subject: data.subject,
  ...statusFields(STATUS_AFTER.TicketOpened),
  language: data.language,
  servedLanguage: data.servedLanguage,
  openedAt: occurredAt,
  updatedAt: occurredAt,
  entitlement: data.entitlement,
  ...responseFields(NO_RESPONSE),
  assignedTo: null,
  followUpOf: data.followUpOf,
  cameOf: null,
  search: searchText(`${data.subject}\n${data.body}`),
});

const linked = (row: Row, { data: { channel, requestId } }: LoggedEvent<'LiveSupportLinked'>): Row =>
  row && { ...row, cameOf: { channel, requestId } };

const updated = (row: Row, { occurredAt }: { occurredAt: Instant }, change: Partial<TicketRow> = {}): Row =>
  row && { ...row, ...change, updatedAt: later(row.updatedAt, occurredAt) };

const statusChanged = (row: Row, event: LoggedEvent<StatusChange>): Row =>
  updated(row, event, statusFields(STATUS_AFTER[event.type]));

const replied = (row: Row, event: LoggedEvent<'TicketReplied'>): Row => updated(row, event);

/** Sets `answeredAt` only for a ticket without a clock; `ResponseClockStopped` sets it for one with a clock. */
const answered = (row: Row, event: LoggedEvent<'TicketAnswered'>): Row =>
  row &&
  updated(
    row,
    event,
    row.response.clock === null
      ? responseFields({
          ...row.response,
          answeredAt: row.response.answeredAt ?? event.data.writtenAt ?? event.occurredAt,
        })
      : {},
  );

const assigned = (row: Row, event: LoggedEvent<'TicketAssigned'>): Row =>
  updated(row, event, { assignedTo: event.data.agentId });

const unassigned = (row: Row, event: LoggedEvent<'TicketUnassigned'>): Row => updated(row, event, { assignedTo: null });

const clockStarted = (row: Row, { data }: LoggedEvent<'ResponseClockStarted'>): Row =>
  row && {
    ...row,
    servedLanguage: data.servedLanguage,
    ...responseFields({ ...NO_RESPONSE, clock: data.clock, dueAt: data.dueAt }),
  };

/** Applies a change to the latest clock. Events of earlier clocks change nothing. */
const clockChanged = (row: Row, { data }: ClockEvent, change: Partial<ResponseState>): Row =>
  row?.response.clock === data.clock ? { ...row, ...responseFields({ ...row.response, ...change }) } : row;

const clockPaused = (row: Row, event: LoggedEvent<'ResponseClockPaused'>): Row =>
  clockChanged(row, event, { dueAt: null });

const clockResumed = (row: Row, event: LoggedEvent<'ResponseClockResumed'>): Row =>
  clockChanged(row, event, { dueAt: event.data.dueAt });

const breached = (row: Row, event: LoggedEvent<'ResponseTargetBreached'>): Row =>
  clockChanged(row, event, { breachedAt: event.data.dueAt });

const clockStopped = (row: Row, event: LoggedEvent<'ResponseClockStopped'>): Row =>
  clockChanged(row, event, { answeredAt: event.data.reason === 'answered' ? event.data.stoppedAt : null });

/** The tickets of each requester (V1, V4), for lists, filters and search. */
export const ticketList = defineProjection({
  name: 'ticket-list',
  version: 5,
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
      search: 'text',
    },
    indexes: [['teamId', 'requesterId', 'openedAt']],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: opened,
    LiveSupportLinked: linked,
    TicketHeld: statusChanged,
    TicketResumed: statusChanged,
    TicketSolved: statusChanged,
    TicketReopened: statusChanged,
    TicketClosed: statusChanged,
    TicketReplied: replied,
    TicketAnswered: answered,
    TicketAssigned: assigned,
    TicketUnassigned: unassigned,
    ResponseClockStarted: clockStarted,
    ResponseClockPaused: clockPaused,
    ResponseClockResumed: clockResumed,
    ResponseClockStopped: clockStopped,
    ResponseTargetBreached: breached,
  },
});
