import type { QueueFilter } from '@ledgerdesk/projections';
import { Problem } from '../platform/http/problem.js';
import type { QueueQuery } from './desk.dto.js';

/** Which tickets a query asks for. Throws where it asks for those of an agent and for nobody's at once. */
export const queueFilterOf = ({ status, team, product, language, assignedTo, unassigned }: QueueQuery): QueueFilter => {
  if (unassigned === undefined) return { status, team, product, language, assignedTo };
  if (assignedTo === undefined) return { status, team, product, language, assignedTo: null };
  throw new Problem(400, 'invalid-input', 'Some fields are missing or wrong; see errors.', {
    errors: [
      {
        field: 'unassigned',
        message: 'unassigned must be left out where assignedTo is given',
        check: 'whitelistValidation',
      },
    ],
  });
};
