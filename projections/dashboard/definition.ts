import type { LoggedEvent } from '@ledgerdesk/events';
import { defineProjection } from '../define-projection.js';
import { requesterKey } from '../requester.js';

/** Ticket counts of one requester. */
export type DashboardRow = {
  readonly teamId: string;
  readonly requesterId: string;
  /** D2: tickets that are neither solved nor closed. */
  readonly open: number;
  /** D3: all tickets ever opened. */
  readonly total: number;
};

type Row = DashboardRow | undefined;

const opened = (row: Row, { data: { teamId, requesterId } }: LoggedEvent<'TicketOpened'>): Row => ({
  teamId,
  requesterId,
  open: (row?.open ?? 0) + 1,
  total: (row?.total ?? 0) + 1,
});

const solved = (row: Row): Row => row && { ...row, open: row.open - 1 };

const reopened = (row: Row): Row => row && { ...row, open: row.open + 1 };

/**
 * D1: the ticket counts on each requester's dashboard. Every ticket is solved before it is closed, so `TicketClosed`
 * does not change the counts.
 */
export const dashboard = defineProjection({
  name: 'dashboard',
  version: 1,
  table: { columns: { teamId: 'text' }, indexes: [] },
  keysOf: ({ data }) => [requesterKey(data)],
  on: { TicketOpened: opened, TicketSolved: solved, TicketReopened: reopened },
});
