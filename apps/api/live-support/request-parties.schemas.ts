import { namedId } from '../platform/openapi/domain-schemas.js';
import { string } from '../platform/openapi/schema.js';

/** Properties of the requester of a chat or callback, for agents. */
export const requesterFields = {
  teamId: string('Team of the requester.'),
  requesterId: string('Member id of the requester.'),
  team: namedId('Team of the requester.'),
  requester: namedId('The requester.'),
};
