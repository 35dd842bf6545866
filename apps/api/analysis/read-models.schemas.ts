import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { anyObject, arrayOf, objectOf, string } from '../platform/openapi/schema.js';

export const READ_MODEL_SCHEMAS = defineSchemas({
  ReadModelPage: objectOf<{ readonly items: unknown; readonly next?: string; readonly position: string }>(
    {
      items: arrayOf(anyObject(), 'Rows of this page.'),
      next: string('Cursor of the next page. Absent on the last page.'),
      position: string('Position up to which the log was replayed, for this page and those that follow it.'),
    },
    'next',
  ),
});
