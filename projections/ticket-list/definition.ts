import {
  type Entitlement,
  type LiveRequest,
  type LoggedEvent,
  NO_RESPONSE,
  responseAfter,
  type ServedLanguage,
  type TicketResponse,
} from '@ledgerdesk/events';
import { later, type Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { searchText } from '../search-text.js';
import { STATUS_AFTER, STATUS_ORDER, type StatusChange, type TicketStatus } from '../ticket-status.js';

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
  readonly response: TicketResponse;
  readonly assignedTo: string | null;
  readonly followUpOf: string | null;
  /** The chat or callback that the ticket was created from. */
  readonly cameOf: Readonly<{ [Field in keyof LiveRequest]: LiveRequest[Field] }> | null;
  /** Subject and first message, normalized for search. */
  readonly search: string;
  /** Sort columns: the due time of `response`, null unless the clock runs, and the status as `STATUS_ORDER`. */
  readonly dueAt: Instant | null;
  readonly statusOrder: string;
};

type Row = TicketRow | undefined;
type ClockEvent = LoggedEvent<
  | 'ResponseClockStarted'
  | 'ResponseClockPaused'
  | 'ResponseClockResumed'
  | 'ResponseClockStopped'
  | 'ResponseTargetBreached'
>;

const statusFields = (status: TicketStatus): Pick<TicketRow, 'status' | 'statusOrder'> => ({
  status,
  statusOrder: STATUS_ORDER[status],
});

const responseFields = (response: TicketResponse): Pick<TicketRow, 'response' | 'dueAt'> => ({
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

const responded = (row: Row, event: ClockEvent | LoggedEvent<'TicketAnswered'>): Row =>
  row && { ...row, ...responseFields(responseAfter(row.response, event, event.occurredAt)) };

const answered = (row: Row, event: LoggedEvent<'TicketAnswered'>): Row => updated(responded(row, event), event);

const assigned = (row: Row, event: LoggedEvent<'TicketAssigned'>): Row =>
  updated(row, event, { assignedTo: event.data.agentId });

const unassigned = (row: Row, event: LoggedEvent<'TicketUnassigned'>): Row => updated(row, event, { assignedTo: null });

const clockStarted = (row: Row, event: LoggedEvent<'ResponseClockStarted'>): Row => {
  const after = responded(row, event);
  return after && { ...after, servedLanguage: event.data.servedLanguage };
};

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
    ResponseClockPaused: responded,
    ResponseClockResumed: responded,
    ResponseClockStopped: responded,
    ResponseTargetBreached: responded,
  },
});
