import type { ServedLanguage, LoggedEvent } from '@ledgerdesk/events';
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
  /** Number of the latest response clock, from 1; null if none has started. */
  readonly clock: number | null;
  /** When the answer is due; null if no clock is running. */
  readonly dueAt: Instant | null;
  readonly assignedTo: string | null;
  /** Why the ticket is on hold; null if it is not. */
  readonly holdReason: string | null;
  /** When the solved ticket closes automatically; null if it is not solved or does not close automatically. */
  readonly closesAt: Instant | null;
};

type Row = QueuedTicketRow | undefined;

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
  clock: null,
  dueAt: null,
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

const clockStarted = (row: Row, { data }: LoggedEvent<'ResponseClockStarted'>): Row =>
  row && { ...row, servedLanguage: data.servedLanguage, clock: data.clock, dueAt: data.dueAt };

const clockResumed = (row: Row, { data }: LoggedEvent<'ResponseClockResumed'>): Row =>
  row?.clock === data.clock ? { ...row, dueAt: data.dueAt } : row;

const clockNotRunning = (row: Row, { data }: LoggedEvent<'ResponseClockPaused' | 'ResponseClockStopped'>): Row =>
  row?.clock === data.clock ? { ...row, dueAt: null } : row;

/** The tickets of all teams, for agents, sorted by due time. */
export const agentQueue = defineProjection({
  name: 'agent-queue',
  version: 3,
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
    ResponseClockPaused: clockNotRunning,
    ResponseClockResumed: clockResumed,
    ResponseClockStopped: clockNotRunning,
  },
});
