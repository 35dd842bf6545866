import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { own, type Requester } from '../requester.js';
import { tally, type Tally } from '../tally.js';
import { issuePatterns, type IssuePatternRow } from './definition.js';

/** How often an issue type came up: in all, and by month. Shares are of what the query looks at. */
export type IssuePattern = { readonly issueType: string } & Omit<Tally, 'name'>;

/** D4: the requester's own tickets by issue type, the most frequent first. */
export const issuePatternsOf = async (reader: RowReader, requester: Requester): Promise<readonly IssuePattern[]> =>
  patterns(reader, own(requester));

/** All teams' tickets by issue type: for analysts only. */
export const issuePatternsOfAll = async (reader: RowReader): Promise<readonly IssuePattern[]> => patterns(reader, []);

const patterns = async (reader: RowReader, where: readonly Condition[]): Promise<readonly IssuePattern[]> => {
  const found = await reader.find<IssuePatternRow>(issuePatterns.name, { where });
  return tally(found.map(({ row }) => ({ name: row.issueType, month: row.month, count: row.count }))).map(
    ({ name, ...sums }) => ({ issueType: name, ...sums }),
  );
};
