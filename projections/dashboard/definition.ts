import { defineProjection, type Logged } from '../define.js';
import { STATUS_AFTER, type StatusChange, type TicketStatus } from '../ticket-status.js';

/**
 * A ticket as the dashboard counts it. The row is per ticket, not a running total per requester: a ticket may be
 * closed from open or from solved, and only what it was before tells whether one fewer is open.
 */
export type DashboardRow = {
  readonly teamId: string;
  readonly requesterId: string;
  readonly status: TicketStatus;
};

const counted = (_row: DashboardRow | undefined, { type, data }: Logged<'TicketOpened' | StatusChange>): DashboardRow => ({
  teamId: data.teamId,
  requesterId: data.requesterId,
  status: STATUS_AFTER[type],
});

/** D1: what the totals of a requester's dashboard are counted from. */
export const dashboard = defineProjection({
  name: 'dashboard',
  version: 1,
  table: {
    columns: { teamId: 'text', requesterId: 'text', status: 'text' },
    indexes: [['teamId', 'requesterId', 'status']],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: counted,
    TicketHeld: counted,
    TicketResumed: counted,
    TicketSolved: counted,
    TicketReopened: counted,
    TicketClosed: counted,
  },
});
