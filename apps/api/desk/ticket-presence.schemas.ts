import { TICKET_ACTIVITIES } from '@ledgerdesk/presence';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, dateTime, enumOf, integer, objectOf, string } from '../platform/openapi/schema.js';
import type { toViewer } from './ticket-presence.view.js';

/** The agents who have a ticket open. */
export const present = arrayOf(
  objectOf<ReturnType<typeof toViewer>>({
    agentId: string('Id of the agent.', 'kenji'),
    activity: enumOf(TICKET_ACTIVITIES, 'What the agent does.'),
    since: dateTime('Since when, without a break.'),
  }),
  'Agents who have the ticket open at the moment, at most 50. Not counted in the ETag.',
);

export const TICKET_PRESENCE_SCHEMAS = defineSchemas({
  TicketPresence: objectOf<{
    readonly ticketId: string;
    readonly present: unknown;
    readonly expiresInSeconds: number;
  }>({
    ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
    present,
    expiresInSeconds: integer('Seconds after which an agent who does not repeat the request counts as gone.', 45),
  }),
});
