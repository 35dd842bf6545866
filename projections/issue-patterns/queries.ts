import type { RowReader } from '@ledgerdesk/read-store';
import type { Requester } from '../requester.js';
import { type Pattern, readPatterns } from '../request-counts.js';
import { byIssueType, issuePatterns } from './definition.js';

export type IssuePattern = Pattern<'issueType'>;

/** D4: the requester's own requests by issue type, the most frequent first. */
export const issuePatternsOf = (reader: RowReader, requester: Requester): Promise<readonly IssuePattern[]> =>
  readPatterns(reader, issuePatterns, byIssueType, requester);
