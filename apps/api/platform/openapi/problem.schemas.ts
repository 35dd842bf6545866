import { arrayOf, integer, string } from './schema.js';
import { defineSchemas } from './schema-registry.js';

export const PROBLEM_SCHEMAS = defineSchemas({
  Problem: {
    type: 'object',
    description: 'Problem document (RFC 9457).',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: string('Stable problem type: `urn:ledgerdesk:problem:<code>`.'),
      title: string("Summary of the status in the reader's language (L1)."),
      status: integer('HTTP status.'),
      detail: string(
        'What went wrong and what to do, in the language of `?language=` where the route has it, else of ' +
          '`Accept-Language`, else in English.',
      ),
      rule: string('Requirement that the request violates.'),
      instance: string("Request id, as in the engine's log."),
      errors: arrayOf(
        {
          type: 'object',
          required: ['field', 'message'],
          properties: { field: string('Path of the field.'), message: string('What is wrong with the value.') },
        },
        'Invalid fields of the request.',
      ),
    },
  },
});
