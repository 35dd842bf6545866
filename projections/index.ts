import type { TimeZones } from '@ledgerdesk/business-time';
import { isRecord, type Projection } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import * as readModels from './read-models.js';

const isProjection = (value: unknown): value is Projection => isRecord(value) && 'evolve' in value;

const isQuery = (value: unknown): value is NamedQuery<unknown, unknown> =>
  isRecord(value) && 'run' in value && 'models' in value;

/** Every projection that `read-models.ts` exports, sorted by the name of its constant. */
export const PROJECTIONS: readonly Projection[] = Object.values<unknown>(readModels).filter(isProjection);

/** Every named query that `read-models.ts` exports, with the time zones of those that need them. */
export const queriesWith = (zones: TimeZones): readonly NamedQuery<unknown, unknown>[] => [
  ...Object.values<unknown>(readModels).filter(isQuery),
  readModels.responseReportQuery(zones),
  readModels.chargeReportQuery(zones),
  readModels.backlogReportQuery(zones),
  readModels.followUpReportQuery(zones),
  readModels.chatReportQuery(zones),
  readModels.callbackReportQuery(zones),
  readModels.agentLoadReportQuery(zones),
  readModels.addOnReportQuery(zones),
  readModels.patternReportQuery(zones),
];

export * from './read-models.js';
export {
  NAME_MODELS,
  namedAgent,
  type NamedId,
  type NamedIds,
  namedMember,
  namedTeam,
  type Names,
  namesOf,
} from './names.js';
export { decodeCursor, encodeCursor } from './cursor.js';
export { type Customer, customerOf } from './customer.js';
export { isErased, textOrErased } from './erased-text.js';
export { MAX_PAGE, type Page, type PageRequest } from './page.js';
export { MAX_SEARCHED, MAX_TESTED } from './scanned-page.js';
export type { MonthlyReportFilter, ReportFilter } from './report-filter.js';
export { isOwn, type Requester } from './requester.js';
export type { TicketFields } from './ticket-fields.js';
export type { NamedAuthor, NamedMessage, NamedQueuedTicket, WithAssignee } from './ticket-names.js';
export type { TicketWithThread } from './ticket-with-thread.js';
export { isOpenStatus, STATUS_AFTER, type TicketStatus } from './ticket-status.js';
