import type { NamedQuery } from '@ledgerdesk/read-store';
import { dashboard } from './dashboard/definition.js';
import { type RequestTotals, requestTotals } from './dashboard/queries.js';
import { issuePatterns } from './issue-patterns/definition.js';
import { type IssuePattern, issuePatternsOf } from './issue-patterns/queries.js';
import { productPatterns } from './product-patterns/definition.js';
import { type ProductPattern, productPatternsOf } from './product-patterns/queries.js';
import { onlyEventsOf, type Requester } from './requester.js';

export interface HubDashboardParams {
  readonly requester: Requester;
  /** D5: products of the team's plan. */
  readonly plan: readonly string[];
}

export interface HubDashboard extends RequestTotals {
  readonly issueTypes: readonly IssuePattern[];
  readonly products?: readonly ProductPattern[];
}

/** D1–D6: the requester's own totals and patterns; products only if the plan comprises several. */
export const hubDashboardQuery: NamedQuery<HubDashboardParams, HubDashboard> = {
  name: 'hub-dashboard',
  models: () => [dashboard.name, issuePatterns.name, productPatterns.name],
  eventFilter: onlyEventsOf,
  run: async (rows, { requester, plan }) => ({
    ...(await requestTotals(rows, requester)),
    issueTypes: await issuePatternsOf(rows, requester),
    ...(plan.length > 1 && { products: await productPatternsOf(rows, requester, plan) }),
  }),
};
