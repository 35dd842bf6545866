import { defineProjection, type Logged } from '../define.js';

/** The totals of one requester's tickets. */
export type DashboardRow = {
  readonly teamId: string;
  readonly requesterId: string;
  /** D2: neither solved nor closed. */
  readonly open: number;
  /** D3: of all time. */
  readonly total: number;
};

type Row = DashboardRow | undefined;

const opened = (row: Row, { data: { teamId, requesterId } }: Logged<'TicketOpened'>): Row => ({
  teamId,
  requesterId,
  open: (row?.open ?? 0) + 1,
  total: (row?.total ?? 0) + 1,
});

const solved = (row: Row): Row => row && { ...row, open: row.open - 1 };

const reopened = (row: Row): Row => row && { ...row, open: row.open + 1 };

/** The key of a requester's row. Ids hold no dots. */
export const dashboardKey = ({ teamId, requesterId }: Pick<DashboardRow, 'teamId' | 'requesterId'>): string =>
  `${teamId}.${requesterId}`;

/**
 * D1: the totals on each requester's dashboard. Only an unsolved ticket is solved and only a solved one reopened; what is
 * closed was solved before, so that closing moves no total.
 */
export const dashboard = defineProjection({
  name: 'dashboard',
  version: 1,
  table: { columns: { teamId: 'text' }, indexes: [] },
  keysOf: ({ data }) => [dashboardKey(data)],
  on: { TicketOpened: opened, TicketSolved: solved, TicketReopened: reopened },
});
