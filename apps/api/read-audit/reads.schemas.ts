import { ACTOR_KINDS, type Actor } from '@ledgerdesk/kernel';
import { READ_OUTCOMES } from '@ledgerdesk/read-audit';
import { EXAMPLES } from '../platform/openapi/examples.js';
import {
  arrayOf,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  pageOf,
  string,
} from '../platform/openapi/schema.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import type { toRead } from './reads.view.js';

const actor = objectOf<Actor>({
  kind: enumOf(ACTOR_KINDS, 'Kind of caller.', 'agent'),
  id: string('Id of the caller.', 'kenji'),
});

const read = objectOf<ReturnType<typeof toRead>>({
  leaf: integer('Index of the record in the tree of the read audit, from 0.', 1204),
  at: dateTime('When the response was sent.'),
  requestId: string('`Request-Id` of the response.', EXAMPLES.correlationId),
  caller: described('Who read.', actor),
  onBehalfOf: nullable(actor, 'Member that a service acted for.', null),
  method: string('HTTP method; `SSE` for events that a stream has sent; `CLI` for a command.', 'GET'),
  route: string('Template of the route, or the command.', '/v1/desk/tickets/:ticketId'),
  outcome: enumOf(
    READ_OUTCOMES,
    '`shown`: data was sent. `not-modified`: the caller had it already. `refused`: the caller may not read it, or it ' +
      'does not exist.',
  ),
  status: nullable(integer('HTTP status.', 200), 'HTTP status; null for a command.'),
  position: nullable(
    string('Position of the log up to which the data was known.', EXAMPLES.position),
    'Position of the log up to which the data was known; null if nothing was shown.',
  ),
  subjects: arrayOf(
    string('A person as `kind:id`.', 'member:acme.aiko'),
    'People whose data was shown; `*` for an export of everyone.',
    ['agent:kenji', 'member:acme.aiko'],
  ),
  resources: arrayOf(
    string('A resource as `kind:id`.', `ticket:${EXAMPLES.ticketId}`),
    'Tickets, teams and other resources that were shown or asked for.',
  ),
});

export const READ_SCHEMAS = defineSchemas({ ReadPage: pageOf(read) });

/** A checkpoint of the read audit. */
export const READ_CHECKPOINT_EXAMPLE =
  'ledgerdesk/main/reads/5f0c7b1e8a34\n96214\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n' +
  '— ledgerdesk/main/reads/5f0c7b1e8a34 C3x0Vm9Q…\n';
