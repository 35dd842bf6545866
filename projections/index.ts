import type { Projection } from '@ledgerdesk/kernel';
import * as readModels from './read-models.js';

const isProjection = (value: unknown): value is Projection =>
  typeof value === 'object' && value !== null && 'evolve' in value;

/** Every projection that `read-models.ts` exports, sorted by the name of its constant. */
export const PROJECTIONS: readonly Projection[] = Object.values<unknown>(readModels).filter(isProjection);

export * from './read-models.js';
export { rowsByKeyPrefix, MAX_ROWS } from './rows-by-key-prefix.js';
export { MAX_PAGE, type Page, type PageRequest } from './page.js';
export type { ReportFilter } from './report-filter.js';
export { isOwn, type Requester } from './requester.js';
export type { TicketStatus } from './ticket-status.js';
