import { countTickets, type Dimension } from '../ticket-counts.js';

export const byIssueType: Dimension<'issueType'> = { name: 'issueType', column: (issueType) => ({ issueType }) };

/** D4: counts tickets by requester, issue type and month. */
export const issuePatterns = countTickets('issue-patterns', byIssueType);
