import type { CountedRow, PathChange, RowChange, RowDifference, RowEvent } from '@ledgerdesk/projections';
import { MANIFEST_SCHEMAS } from '../platform/as-of/manifest.schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import type { Schema } from '../platform/openapi/schema.js';
import {
  anyObject,
  arrayOf,
  dateTime,
  enumOf,
  integer,
  nullable,
  number,
  objectOf,
  string,
} from '../platform/openapi/schema.js';

/** A row of the read model `agent-queue`, in part. */
const ROW = { ticketId: EXAMPLES.ticketId, teamId: 'acme', status: 'open' };

const anyValue = (description: string, example: string): Schema => ({ description, example });

const pathChange = objectOf<PathChange>(
  {
    path: string('JSON Pointer (RFC 6901) of what changed in the row. Empty: the row as a whole.', '/status'),
    before: anyValue('The value before. Absent if there was none.', 'open'),
    after: anyValue('The value after. Absent if there is none.', 'solved'),
  },
  'before',
  'after',
);

const eventFields = {
  id: string('Id of the event.', EXAMPLES.eventId),
  type: string('Event type.', 'TicketAssigned'),
  stream: string('Name of the stream.', EXAMPLES.ticketStream),
  revision: integer('Revision within the stream, from 0.', 3),
  position: string('Position in the log.', EXAMPLES.position),
  occurredAt: dateTime('Instant at which the event occurred.'),
  recordedAt: dateTime('Instant at which the event was recorded.'),
};

/** An event that changed a row. */
const rowEvent = objectOf<RowEvent>(eventFields);

const rowChange = objectOf<RowChange>({
  ...eventFields,
  change: enumOf(['created', 'changed', 'removed'], 'What the event did to the row.'),
  changes: arrayOf(
    pathChange,
    'What it changed in the row, before and after. The row as a whole if it was created or removed, or more than 100 ' +
      'parts of it changed.',
  ),
});

const difference = objectOf<RowDifference>({
  key: string('Key of the row.', EXAMPLES.ticketId),
  change: enumOf(['added', 'removed', 'changed'], 'How the row differs.', 'changed'),
  changes: arrayOf(pathChange, 'What differs in the row. The row as a whole if it was added or removed.'),
  causes: arrayOf(rowEvent, 'The first 20 events between the moments that changed the row, oldest first.'),
  events: integer('Number of events between the moments that changed the row.', 2),
});

const countedRow = objectOf<CountedRow & { readonly lineage: string; readonly events?: unknown }>(
  {
    model: string('Name of the read model.', 'response-report'),
    key: string('Key of the row.', EXAMPLES.ticketId),
    row: anyObject(ROW, 'The row.'),
    value: number('How much of the number the row makes.', 1),
    lineage: string(
      'Path of the events that made the row.',
      `/v1/read-models/response-report/rows/${EXAMPLES.ticketId}/lineage`,
    ),
    events: arrayOf(rowEvent, 'The first 50 events that made the row, oldest first. Absent unless asked for.'),
  },
  'events',
);

const position = string(
  'Position up to which the log was replayed, for this page and those that follow it.',
  EXAMPLES.position,
);
const next = string('Cursor of the next page. Absent on the last page.', EXAMPLES.cursor);

export const ROW_SCHEMAS = defineSchemas({
  ReportFactsPage: objectOf<{
    readonly total: number;
    readonly items: unknown;
    readonly next?: string;
    readonly position: string;
    readonly manifest: unknown;
  }>(
    {
      total: number('The number in the report. The values of all rows add up to it.', 2),
      items: arrayOf(countedRow, 'Rows of this page.'),
      next,
      position,
      manifest: MANIFEST_SCHEMAS.Manifest,
    },
    'next',
  ),
  RowLineage: objectOf<{
    readonly key: string;
    readonly row: unknown;
    readonly items: unknown;
    readonly total: number;
    readonly next?: string;
    readonly position: string;
    readonly explanation: unknown;
    readonly manifest: unknown;
  }>(
    {
      key: string('Key of the row.', EXAMPLES.ticketId),
      row: nullable(anyObject(ROW), 'The row as of `position`. Null if it was removed.'),
      items: arrayOf(rowChange, 'Events that changed the row, oldest first.'),
      total: integer('Number of all events that changed the row.', 5),
      next,
      position,
      explanation: nullable(
        string('Path of the explanation.', `/v1/desk/tickets/${EXAMPLES.ticketId}/clock`),
        'Where the deadlines in the row are explained. Null if it has none.',
      ),
      manifest: MANIFEST_SCHEMAS.Manifest,
    },
    'next',
  ),
  RowDiffPage: objectOf<{
    readonly from: string;
    readonly to: string;
    readonly items: unknown;
    readonly next?: string;
    readonly position: string;
    readonly manifest: unknown;
  }>(
    {
      from: string('The first moment.', '4100'),
      to: string('The second moment.', EXAMPLES.position),
      items: arrayOf(difference, 'Rows that differ, in the order of their keys. A page may have none and a `next`.'),
      next,
      position,
      manifest: MANIFEST_SCHEMAS.Manifest,
    },
    'next',
  ),
});
