import { arrayOf, integer, string } from './schema.js';
import { defineSchemas } from './schema-registry.js';

export const PROBLEM_SCHEMAS = defineSchemas({
  Problem: {
    type: 'object',
    description: 'Problem document (RFC 9457).',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: string('Stable problem type: `urn:ledgerdesk:problem:<code>`.', 'urn:ledgerdesk:problem:invalid-input'),
      title: string("Summary of the status in the reader's language (L1).", 'Bad request'),
      status: integer('HTTP status.', 400),
      detail: string(
        'What went wrong and what to do, in the language of `?language=` where the route has it, else of ' +
          '`Accept-Language`, else in English.',
        'Some fields are missing or invalid. See errors.',
      ),
      rule: string('Requirement that the request violates.', 'R2'),
      instance: string("Request id, as in the engine's log.", '0d5a1f0e-6d3c-4b3a-9a50-2f1f9a3c6f51'),
      errors: arrayOf(
        {
          type: 'object',
          required: ['field', 'message'],
          properties: {
            field: string('Path of the field.', 'subject'),
            message: string('What is wrong with the value.', 'subject must not be empty'),
          },
        },
        'Invalid fields of the request.',
      ),
    },
  },
});
