import { namedId } from '../platform/openapi/domain-schemas.js';
import { string } from '../platform/openapi/schema.js';

/** Properties of the requester of a chat or callback, for agents. */
export const requesterFields = {
  teamId: string('Team of the requester.', 'acme'),
  requesterId: string('Member id of the requester.', 'aiko'),
  team: namedId('Team of the requester.', 'acme', 'Acme KK'),
  requester: namedId('The requester.', 'aiko', 'Aiko Sato'),
};
