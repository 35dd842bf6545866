import type { Projection } from '@ledgerdesk/kernel';
import { addOnInquiries } from './add-on-inquiries/definition.js';
import { addOnLedger } from './add-on-ledger/definition.js';
import { agentQueue } from './agent-queue/definition.js';
import { attachments } from './attachments/definition.js';
import { dashboard } from './dashboard/definition.js';
import { featureDigests } from './feature-digests/definition.js';
import { issuePatterns } from './issue-patterns/definition.js';
import { liveAgents } from './live-agents/definition.js';
import { liveQueue } from './live-queue/definition.js';
import { productPatterns } from './product-patterns/definition.js';
import { recommendations } from './recommendations/definition.js';
import { timers } from './timers/definition.js';
import { responseReport } from './response-report/definition.js';
import { teamTrends } from './team-trends/definition.js';
import { ticketList } from './ticket-list/definition.js';
import { ticketThread } from './ticket-thread/definition.js';
import { webhookList } from './webhooks/definition.js';

/** Every read model of the engine. */
export const PROJECTIONS: readonly Projection[] = [
  timers,
  ticketList,
  ticketThread,
  issuePatterns,
  productPatterns,
  dashboard,
  liveQueue,
  liveAgents,
  agentQueue,
  addOnLedger,
  addOnInquiries,
  webhookList,
  teamTrends,
  recommendations,
  responseReport,
  featureDigests,
  attachments,
];

export * from './add-on-inquiries/definition.js';
export * from './add-on-inquiries/queries.js';
export * from './add-on-ledger/definition.js';
export * from './add-on-ledger/queries.js';
export * from './add-on-ledger/charge-report.js';
export * from './agent-queue/definition.js';
export * from './agent-queue/queries.js';
export * from './attachments/definition.js';
export * from './attachments/queries.js';
export * from './dashboard/definition.js';
export * from './dashboard/queries.js';
export * from './feature-digests/definition.js';
export * from './feature-digests/queries.js';
export * from './issue-patterns/definition.js';
export * from './issue-patterns/queries.js';
export * from './live-agents/definition.js';
export * from './live-agents/queries.js';
export * from './live-queue/definition.js';
export * from './live-queue/queries.js';
export * from './product-patterns/definition.js';
export * from './product-patterns/queries.js';
export * from './recommendations/definition.js';
export * from './recommendations/queries.js';
export * from './timers/definition.js';
export * from './timers/queries.js';
export * from './response-report/definition.js';
export * from './response-report/queries.js';
export * from './team-trends/definition.js';
export * from './team-trends/queries.js';
export * from './ticket-list/definition.js';
export * from './ticket-list/queries.js';
export * from './ticket-thread/definition.js';
export * from './ticket-thread/queries.js';
export * from './webhooks/definition.js';
export * from './webhooks/queries.js';
export { anyRowsOf, MAX_ROWS } from './any-rows.js';
export { MAX_PAGE, type Page, type PageRequest } from './page.js';
export type { ReportFilter } from './report-filter.js';
export { isOwn, type Requester } from './requester.js';
export type { TicketStatus } from './ticket-status.js';
