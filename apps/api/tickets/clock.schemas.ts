import type { ExplainedTicket } from '@ledgerdesk/application';
import { clockExplanation } from '../platform/openapi/clock-schema.js';
import { entitlement } from '../platform/openapi/domain-schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, nullable, objectOf, string } from '../platform/openapi/schema.js';

const ticketClocks = {
  ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
  entitlement: nullable(entitlement, 'Entitlement that sets the response target. Null for standard support.'),
  clocks: arrayOf(clockExplanation, 'Response clocks, oldest first.'),
};

export const CLOCK_SCHEMAS = defineSchemas({
  TicketClocks: objectOf<ExplainedTicket & { readonly ticketId: string }>(ticketClocks),
  DeskTicketClocks: objectOf<ExplainedTicket & { readonly ticketId: string; readonly lineage: string }>({
    ...ticketClocks,
    lineage: string(
      'Path of the events that made the row of the ticket in the report of response times.',
      `/v1/read-models/response-report/rows/${EXAMPLES.ticketId}/lineage`,
    ),
  }),
});
