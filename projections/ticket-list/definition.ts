import type { Entitlement, LiveRequest, ServedLanguage } from '@ledgerdesk/events';
import { later, type Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';
import { searchText } from '../search-text.js';
import { STATUS_AFTER, STATUS_ORDER, type StatusChange, type TicketStatus } from '../ticket-status.js';

/** How the latest response clock of a ticket stands. */
export type ResponseState = {
  /** The latest clock, from 1; null: none yet (standard support, E10). */
  readonly clock: number | null;
  /** null: no clock, or paused. */
  readonly dueAt: Instant | null;
  /** The due instant that was missed, not the moment of noticing it. */
  readonly breachedAt: Instant | null;
  /** The first public answer to that clock (null: solved without one); without a clock, the first of the ticket. */
  readonly answeredAt: Instant | null;
};

/** A ticket as its requester sees it in a list. Internal notes leave no trace in it, not even in `updatedAt`. */
export type TicketRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly issueType: string;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly language: string;
  /** Of the latest clock: it is decided anew when a message starts one (L4). */
  readonly servedLanguage: ServedLanguage;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly entitlement: Readonly<Entitlement> | null;
  readonly response: ResponseState;
  readonly assignedTo: string | null;
  readonly followUpOf: string | null;
  /** The chat or callback that it came of. */
  readonly cameOf: Readonly<{ [Field in keyof LiveRequest]: LiveRequest[Field] }> | null;
  /** Subject and body as they are searched. */
  readonly search: string;
  /** What lists are sorted by: the due instant of `response`, and the status by the order of a ticket's life. */
  readonly dueAt: Instant | null;
  readonly statusOrder: string;
};

type Row = TicketRow | undefined;
type Clocked = Logged<
  'ResponseClockPaused' | 'ResponseClockResumed' | 'ResponseClockStopped' | 'ResponseTargetBreached'
>;

const NO_RESPONSE: ResponseState = { clock: null, dueAt: null, breachedAt: null, answeredAt: null };

const inStatus = (status: TicketStatus): Pick<TicketRow, 'status' | 'statusOrder'> => ({
  status,
  statusOrder: STATUS_ORDER[status],
});

const responding = (response: ResponseState): Pick<TicketRow, 'response' | 'dueAt'> => ({
  response,
  dueAt: response.dueAt,
});

const opened = (_row: Row, { data, occurredAt }: Logged<'TicketOpened'>): Row => ({
  ticketId: data.ticketId,
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  issueType: data.issueType,
  subject: data.subject,
  ...inStatus(STATUS_AFTER.TicketOpened),
  language: data.language,
  servedLanguage: data.servedLanguage,
  openedAt: occurredAt,
  updatedAt: occurredAt,
  entitlement: data.entitlement,
  ...responding(NO_RESPONSE),
  assignedTo: null,
  followUpOf: data.followUpOf,
  cameOf: null,
  search: searchText(`${data.subject}\n${data.body}`),
});

const linked = (row: Row, { data: { channel, requestId } }: Logged<'LiveSupportLinked'>): Row =>
  row && { ...row, cameOf: { channel, requestId } };

const updated = (row: Row, { occurredAt }: { occurredAt: Instant }, change: Partial<TicketRow> = {}): Row =>
  row && { ...row, ...change, updatedAt: later(row.updatedAt, occurredAt) };

const moved = (row: Row, event: Logged<StatusChange>): Row => updated(row, event, inStatus(STATUS_AFTER[event.type]));

const replied = (row: Row, event: Logged<'TicketReplied'>): Row => updated(row, event);

/** Where a clock runs, what stops it says when it was answered. */
const answered = (row: Row, event: Logged<'TicketAnswered'>): Row =>
  row &&
  updated(
    row,
    event,
    row.response.clock === null
      ? responding({ ...row.response, answeredAt: row.response.answeredAt ?? event.occurredAt })
      : {},
  );

const assigned = (row: Row, event: Logged<'TicketAssigned'>): Row =>
  updated(row, event, { assignedTo: event.data.agentId });

const clockStarted = (row: Row, { data }: Logged<'ResponseClockStarted'>): Row =>
  row && {
    ...row,
    servedLanguage: data.servedLanguage,
    ...responding({ ...NO_RESPONSE, clock: data.clock, dueAt: data.dueAt }),
  };

/** What an event says of the latest clock; what it says of an earlier one no longer counts. */
const clocked = (row: Row, { data }: Clocked, change: Partial<ResponseState>): Row =>
  row?.response.clock === data.clock ? { ...row, ...responding({ ...row.response, ...change }) } : row;

const clockPaused = (row: Row, event: Logged<'ResponseClockPaused'>): Row => clocked(row, event, { dueAt: null });

const clockResumed = (row: Row, event: Logged<'ResponseClockResumed'>): Row =>
  clocked(row, event, { dueAt: event.data.dueAt });

const breached = (row: Row, event: Logged<'ResponseTargetBreached'>): Row =>
  clocked(row, event, { breachedAt: event.data.dueAt });

const clockStopped = (row: Row, event: Logged<'ResponseClockStopped'>): Row =>
  clocked(row, event, { answeredAt: event.data.reason === 'answered' ? event.data.stoppedAt : null });

/** The tickets of each requester (V1, V4), as they are listed, filtered and searched. */
export const ticketList = defineProjection({
  name: 'ticket-list',
  version: 3,
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
    TicketHeld: moved,
    TicketResumed: moved,
    TicketSolved: moved,
    TicketReopened: moved,
    TicketClosed: moved,
    TicketReplied: replied,
    TicketAnswered: answered,
    TicketAssigned: assigned,
    ResponseClockStarted: clockStarted,
    ResponseClockPaused: clockPaused,
    ResponseClockResumed: clockResumed,
    ResponseClockStopped: clockStopped,
    ResponseTargetBreached: breached,
  },
});
