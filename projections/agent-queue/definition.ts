import type { ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';
import { STATUS_AFTER, type StatusChange, type TicketStatus } from '../ticket-status.js';

/** A ticket as the desk sees it in its queue. Solved and closed tickets keep their row, since they may come back. */
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
  /** The latest response clock, from 1; null: none yet. */
  readonly clock: number | null;
  /** When the answer is due; null: no clock runs. */
  readonly dueAt: Instant | null;
  readonly assignedTo: string | null;
  /** Why it is on hold; null: it is not. */
  readonly holdReason: string | null;
  /** When it closes by itself; null: it is not solved, or stays so. */
  readonly closesAt: Instant | null;
};

type Row = QueuedTicketRow | undefined;

const opened = (_row: Row, { data, occurredAt }: Logged<'TicketOpened'>): Row => ({
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

const moved = (row: Row, { type }: Logged<StatusChange>): Row =>
  row && { ...row, status: STATUS_AFTER[type], holdReason: null, closesAt: null };

const held = (row: Row, event: Logged<'TicketHeld'>): Row => {
  const after = moved(row, event);
  return after && { ...after, holdReason: event.data.reason };
};

const solved = (row: Row, event: Logged<'TicketSolved'>): Row => {
  const after = moved(row, event);
  return after && { ...after, closesAt: event.data.closesAt };
};

const assigned = (row: Row, { data }: Logged<'TicketAssigned'>): Row => row && { ...row, assignedTo: data.agentId };

const clockStarted = (row: Row, { data }: Logged<'ResponseClockStarted'>): Row =>
  row && { ...row, servedLanguage: data.servedLanguage, clock: data.clock, dueAt: data.dueAt };

const clockResumed = (row: Row, { data }: Logged<'ResponseClockResumed'>): Row =>
  row?.clock === data.clock ? { ...row, dueAt: data.dueAt } : row;

const clockHalted = (row: Row, { data }: Logged<'ResponseClockPaused' | 'ResponseClockStopped'>): Row =>
  row?.clock === data.clock ? { ...row, dueAt: null } : row;

/** What the desk works off: the open tickets, what is due first at the front. */
export const agentQueue = defineProjection({
  name: 'agent-queue',
  version: 2,
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
    TicketResumed: moved,
    TicketSolved: solved,
    TicketReopened: moved,
    TicketClosed: moved,
    TicketAssigned: assigned,
    ResponseClockStarted: clockStarted,
    ResponseClockPaused: clockHalted,
    ResponseClockResumed: clockResumed,
    ResponseClockStopped: clockHalted,
  },
});
