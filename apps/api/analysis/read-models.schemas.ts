import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  anyObject,
  arrayOf,
  boolean,
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
