import type { TimeZones } from '@ledgerdesk/business-time';
import { isRecord, type Projection } from '@ledgerdesk/kernel';
import type { NamedQuery, ProjectionRef } from '@ledgerdesk/read-store';
import * as readModels from './read-models.js';
import { reportFactsQuery } from './report-facts.js';

const isProjection = (value: unknown): value is Projection => isRecord(value) && 'evolve' in value;

const isQuery = (value: unknown): value is NamedQuery<unknown, unknown> =>
  isRecord(value) && 'run' in value && 'models' in value;

/** Every projection that `read-models.ts` exports, sorted by the name of its constant. */
export const PROJECTIONS: readonly Projection[] = Object.values<unknown>(readModels).filter(isProjection);

/** The code of this release for a read model. Throws RangeError for a name that none has. */
export const currentProjection = (name: string): AnsweringProjection => {
  const projection = PROJECTIONS.find((one) => one.name === name);
  if (!projection) throw new RangeError(`Unknown projection "${name}". Register it or correct the name.`);
  return { name, version: projection.version, isCurrent: true };
};

/** The types of the events that a read model applies. */
export const handledBy = (name: string): readonly string[] =>
  PROJECTIONS.find((projection) => projection.name === name)?.handles ?? [];

/** A version of a read model that serves, and whether this release has its code. */
export const servingProjection = ({ name, version }: ProjectionRef): AnsweringProjection => ({
  name,
  version,
  isCurrent: PROJECTIONS.some((one) => one.name === name && one.version === version),
});

/** A projection that an answer was computed with. */
interface AnsweringProjection extends ProjectionRef {
  readonly isCurrent: boolean;
}

/** The reports, with the time zones that they need. */
const reportsWith = (zones: TimeZones): readonly NamedQuery<unknown, unknown>[] => [
  readModels.digestReportQuery,
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

/** The query for the rows that are counted in a number of a report. */
export const factsQuery = (zones: TimeZones) => reportFactsQuery(reportsWith(zones));

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
  factsQuery(zones),
];

export * from './read-models.js';
export { type AskedQuestion, questionOf, queryOf } from './question.js';
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
export { DEFAULT_PAGE, MAX_PAGE, type Page, type PageRequest } from './page.js';
export type { TwoWayPage } from './two-way-page.js';
export type { CountedRow, FactsParams, ReportFacts } from './report-facts.js';
export { MAX_SEARCHED, MAX_TESTED } from './scanned-page.js';
export type { ReportFilter } from './report-filter.js';
export { isOwn, type Requester } from './requester.js';
export type { TicketFields } from './ticket-fields.js';
export type { NamedAuthor, NamedMessage, NamedQueuedTicket, WithAssignee } from './ticket-names.js';
export type { TicketWithThread } from './ticket-with-thread.js';
export { isOpenStatus, STATUS_AFTER, type TicketStatus } from './ticket-status.js';
