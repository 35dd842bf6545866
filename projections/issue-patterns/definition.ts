import { countRequests, type Dimension } from '../request-counts.js';

export const byIssueType: Dimension<'issueType'> = { name: 'issueType', column: (issueType) => ({ issueType }) };

/** D4: counts requests by requester, issue type and month. */
export const issuePatterns = countRequests('issue-patterns', byIssueType);
