import { defineProjection, type Logged } from '../define.js';
import { monthOf } from '../months.js';

/** How many tickets a requester opened of an issue type in a month (UTC, by when they were opened). */
export type IssuePatternRow = {
  readonly teamId: string;
  readonly requesterId: string;
  readonly issueType: string;
  readonly month: string;
  readonly count: number;
};

const counted = (row: IssuePatternRow | undefined, { data, occurredAt }: Logged<'TicketOpened'>): IssuePatternRow => ({
  teamId: data.teamId,
  requesterId: data.requesterId,
  issueType: data.issueType,
  month: monthOf(occurredAt),
  count: (row?.count ?? 0) + 1,
});

/** D4: which kinds of issue recur, by requester and month. */
export const issuePatterns = defineProjection({
  name: 'issue-patterns',
  version: 1,
  table: {
    columns: { teamId: 'text', requesterId: 'text' },
    indexes: [['teamId', 'requesterId']],
  },
  keysOf: ({ data, occurredAt }) => [`${data.teamId}.${data.requesterId}.${data.issueType}.${monthOf(occurredAt)}`],
  on: { TicketOpened: counted },
});
