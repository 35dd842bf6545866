import type { EventMetadata, RecordedEvent } from '@ledgerdesk/kernel';
import type { IssuePattern, ProductPattern, TicketTotals } from '@ledgerdesk/projections';
import type { SchedulerStatus, ProcessStatus, ProjectionStatus, Trouble } from '@ledgerdesk/runtime';
import type { HealthReport } from '../operations/health.js';
import {
  anyObject,
  byName,
  flag,
  instant,
  listOf,
  objectOf,
  oneOf,
  orNull,
  pageOf,
  type Schema,
  text,
  whole,
} from '../platform/openapi/schema.js';
import { actor } from '../platform/openapi/domain-schemas.js';

const share: Schema = { type: 'number', minimum: 0, maximum: 1 };
const months = listOf(
  objectOf<IssuePattern['months'][number]>({ month: { type: 'string', example: '2026-11' }, count: whole, share }),
);

const metadata = objectOf<EventMetadata>(
  {
    commandId: text,
    requestHash: text,
    correlationId: text,
    causationId: text,
    actor,
    onBehalfOf: actor,
    tenant: text,
    read: byName(whole),
    versions: byName(text),
  },
  'onBehalfOf',
  'read',
  'versions',
);

const projection = objectOf<ProjectionStatus>(
  {
    name: text,
    version: whole,
    state: oneOf(['rebuilding', 'running', 'poisoned', 'failing']),
    serving: flag,
    position: text,
    lag: { type: 'number' },
    trouble: objectOf<Trouble>({ message: text, position: text, eventId: text }, 'position', 'eventId'),
  },
  'trouble',
);

const deadlines = objectOf<SchedulerStatus>(
  {
    armed: whole,
    inFlight: whole,
    nextAt: instant,
    trouble: text,
    failing: listOf(
      objectOf<SchedulerStatus['failing'][number]>({ key: text, dueAt: instant, attempts: whole, message: text }),
    ),
  },
  'nextAt',
  'trouble',
);

const process = objectOf<ProcessStatus>(
  {
    name: text,
    state: oneOf(['running', 'failing']),
    position: text,
    trouble: objectOf<NonNullable<ProcessStatus['trouble']>>({ message: text, position: text, eventId: text }),
  },
  'trouble',
);

/** What is read besides tickets, callbacks and bills. */
export const READING_SCHEMAS = {
  Dashboard: objectOf<TicketTotals & { readonly issueTypes: unknown; readonly products?: unknown }>(
    {
      open: whole,
      total: whole,
      issueTypes: listOf(objectOf<IssuePattern>({ issueType: text, count: whole, share, months })),
      products: listOf(objectOf<ProductPattern>({ product: text, count: whole, share, months })),
    },
    'products',
  ),
  EventPage: pageOf(
    objectOf<RecordedEvent>({
      id: text,
      stream: text,
      revision: whole,
      position: text,
      type: text,
      version: whole,
      occurredAt: instant,
      recordedAt: instant,
      data: anyObject,
      metadata,
    }),
  ),
  ReadModelPage: pageOf(anyObject),
  Alive: objectOf<{ readonly status: string }>({ status: oneOf(['ok']) }),
  Health: objectOf<HealthReport>({
    status: oneOf(['ok', 'degraded', 'stopping']),
    projections: listOf(projection),
    deadlines: orNull(deadlines),
    processes: orNull(listOf(process)),
    mail: orNull(oneOf(['on', 'off'])),
  }),
};
