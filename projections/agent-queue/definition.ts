import {
  type LoggedEvent,
  NO_RESPONSE,
  responseAfter,
  type ServedLanguage,
  type TicketResponse,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { STATUS_AFTER, type StatusChange, type TicketStatus } from '../ticket-status.js';

/** A ticket as agents see it in the queue. Solved and closed tickets keep their row: they may be reopened or listed. */
export type QueuedTicketRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly issueType: string;
  readonly subject: string;
  readonly servedLanguage: ServedLanguage;
  readonly status: TicketStatus;
  readonly openedAt: Instant;
  readonly response: TicketResponse;
  /** `clock` and `dueAt` of `response`. The queue is sorted by `dueAt`. */
  readonly clock: number | null;
  readonly dueAt: Instant | null;
  readonly assignedTo: string | null;
  /** Why the ticket is on hold; null if it is not. */
  readonly holdReason: string | null;
  /** When the solved ticket closes automatically; null if it is not solved or does not close automatically. */
  readonly closesAt: Instant | null;
};

type Row = QueuedTicketRow | undefined;
type ResponseEvent = LoggedEvent<
  | 'ResponseClockStarted'
  | 'ResponseClockPaused'
  | 'ResponseClockResumed'
  | 'ResponseClockStopped'
  | 'ResponseTargetBreached'
  | 'TicketAnswered'
>;

const responseFields = (response: TicketResponse): Pick<QueuedTicketRow, 'response' | 'clock' | 'dueAt'> => ({
  response,
  clock: response.clock,
  dueAt: response.dueAt,
});

const opened = (_row: Row, { data, occurredAt }: LoggedEvent<'TicketOpened'>): Row => ({
  ticketId: data.ticketId,
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  issueType: data.issueType,
  subject: data.subject,
  servedLanguage: data.servedLanguage,
  status: STATUS_AFTER.TicketOpened,
  openedAt: occurredAt,
  ...responseFields(NO_RESPONSE),
  assignedTo: null,
  holdReason: null,
  closesAt: null,
});

const statusChanged = (row: Row, { type }: LoggedEvent<StatusChange>): Row =>
  row && { ...row, status: STATUS_AFTER[type], holdReason: null, closesAt: null };

const held = (row: Row, event: LoggedEvent<'TicketHeld'>): Row => {
  const after = statusChanged(row, event);
  return after && { ...after, holdReason: event.data.reason };
};

const solved = (row: Row, event: LoggedEvent<'TicketSolved'>): Row => {
  const after = statusChanged(row, event);
  return after && { ...after, closesAt: event.data.closesAt };
};

const assigned = (row: Row, { data }: LoggedEvent<'TicketAssigned'>): Row =>
  row && { ...row, assignedTo: data.agentId };

const unassigned = (row: Row): Row => row && { ...row, assignedTo: null };

const responded = (row: Row, event: ResponseEvent): Row =>
  row && { ...row, ...responseFields(responseAfter(row.response, event, event.occurredAt)) };

const clockStarted = (row: Row, event: LoggedEvent<'ResponseClockStarted'>): Row => {
  const after = responded(row, event);
  return after && { ...after, servedLanguage: event.data.servedLanguage };
};

/** The tickets of all teams, for agents, sorted by due time. */
export const agentQueue = defineProjection({
  name: 'agent-queue',
  version: 4,
  table: {
    columns: {
      teamId: 'text',
      status: 'text',
      dueAt: 'text',
      openedAt: 'text',
      product: 'text',
      servedLanguage: 'text',
      assignedTo: 'text',
    },
    indexes: [['status', 'dueAt']],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: opened,
    TicketHeld: held,
    TicketResumed: statusChanged,
    TicketSolved: solved,
    TicketReopened: statusChanged,
    TicketClosed: statusChanged,
    TicketAssigned: assigned,
    TicketUnassigned: unassigned,
    ResponseClockStarted: clockStarted,
    ResponseClockPaused: responded,
    ResponseClockResumed: responded,
    ResponseClockStopped: responded,
    ResponseTargetBreached: responded,
    TicketAnswered: responded,
  },
});
