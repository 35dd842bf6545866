import type { QueueFilter } from '@ledgerdesk/projections';
import { invalidInput } from '../platform/http/validation.js';
import type { QueueQuery } from './desk.dto.js';

/** The filter of a queue query. Throws Problem if `unassigned` and `assignedTo` are combined. */
export const queueFilterOf = ({ status, team, product, language, assignedTo, unassigned }: QueueQuery): QueueFilter => {
  if (unassigned === undefined) return { status, team, product, language, assignedTo };
  if (assignedTo === undefined) return { status, team, product, language, assignedTo: null };
  const message = 'unassigned must not be combined with assignedTo';
  throw invalidInput([{ field: 'unassigned', message, check: 'whitelistValidation' }]);
};
