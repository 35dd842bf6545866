import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import type { RowChange } from '@ledgerdesk/projections';
import {
  anyObject,
  arrayOf,
  boolean,
  dateTime,
  enumOf,
  integer,
  itemsOf,
  nullable,
  objectOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import { MANIFEST_SCHEMAS } from '../platform/as-of/manifest.schemas.js';
import type { ReadModelView, toColumn } from './read-model.view.js';

const column = objectOf<ReturnType<typeof toColumn>>({
  name: string('Name of the column.', 'teamId'),
  type: enumOf(['text', 'integer'], 'Type of its values.'),
  personal: boolean('Whether the column holds personal text.'),
});

/** A row of the read model `agent-queue`, in part. */
const ROW = { ticketId: EXAMPLES.ticketId, teamId: 'acme', status: 'open' };

const change = objectOf<RowChange>({
  id: string('Id of the event.', EXAMPLES.eventId),
  type: string('Event type.', 'TicketAssigned'),
  stream: string('Name of the stream.', EXAMPLES.ticketStream),
  revision: integer('Revision within the stream, from 0.', 3),
  position: string('Position in the log.', EXAMPLES.position),
  occurredAt: dateTime('Instant at which the event occurred.'),
  recordedAt: dateTime('Instant at which the event was recorded.'),
  change: enumOf(['created', 'changed', 'removed'], 'What the event did to the row.'),
});

export const READ_MODEL_SCHEMAS = defineSchemas({
  ReadModels: itemsOf(
    objectOf<ReadModelView>({
      name: string('Name of the read model.', 'ticket-list'),
      version: integer('Version that queries read, or that is built first if none serves yet.', 7),
      serving: boolean('Whether queries read the version.'),
      position: nullable(
        valueLike(EXAMPLES.position),
        'Position up to which it has read the log. Null while that is not known.',
      ),
      columns: arrayOf(column, 'Key of the rows, and the columns that queries filter and sort by.'),
      personal: arrayOf(valueLike('subject'), 'Fields of the rows with personal text.'),
      events: arrayOf(valueLike('TicketOpened'), 'Types of the events that the rows are made of.'),
    }),
  ),
  Lineage: objectOf<{
    readonly key: string;
    readonly row: unknown;
    readonly items: unknown;
    readonly total: number;
    readonly next?: string;
    readonly position: string;
  }>(
    {
      key: string('Key of the row.', EXAMPLES.ticketId),
      row: nullable(anyObject(ROW), 'The row as of `position`. Null if it was removed.'),
      items: arrayOf(change, 'Events that changed the row, oldest first.'),
      total: integer('Number of all events that changed the row.', 5),
      next: string('Cursor of the next page. Absent on the last page.', EXAMPLES.cursor),
      position: string(
        'Position up to which the log was replayed, for this page and those that follow it.',
        EXAMPLES.position,
      ),
    },
    'next',
  ),
  ReadModelPage: objectOf<{
    readonly items: unknown;
    readonly next?: string;
    readonly position: string;
    readonly manifest: unknown;
  }>(
    {
      items: arrayOf(anyObject(ROW), 'Rows of this page.'),
      next: string('Cursor of the next page. Absent on the last page.', EXAMPLES.cursor),
      position: string(
        'Position up to which the log was replayed, for this page and those that follow it.',
        EXAMPLES.position,
      ),
      manifest: MANIFEST_SCHEMAS.Manifest,
    },
    'next',
  ),
});
