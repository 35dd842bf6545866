import type { QueueFilter } from '@ledgerdesk/projections';
import { invalidInput } from '../platform/http/validation.js';
import type { QueueCountsQuery } from './queue.dto.js';

const refused = (field: string, message: string) => invalidInput([{ field, message, check: 'whitelistValidation' }]);

/** Null for unassigned tickets. Throws Problem if `unassigned` and `assignedTo` are combined. */
const assigneeOf = ({ assignedTo, unassigned }: QueueCountsQuery): string | null | undefined => {
  if (unassigned === undefined) return assignedTo;
  if (assignedTo === undefined) return null;
  throw refused('unassigned', 'unassigned must not be combined with assignedTo');
};

/** The filter of a query. Throws Problem for parameters that cannot be combined, and for a requester without a team. */
export const queueFilterOf = (query: QueueCountsQuery): QueueFilter => {
  const { status, team, requester, product, issueType, level, language, state, q } = query;
  if (requester !== undefined && team === undefined)
    throw refused('requester', 'requester must be combined with team: ids of members are those of their team');
  return {
    status,
    team,
    requester,
    product,
    issueType,
    level,
    language,
    state,
    q,
    breached: query.breached === undefined ? undefined : query.breached === 'true',
    assignedTo: assigneeOf(query),
    opened: rangeOf(query.openedFrom, query.openedTo),
    updated: rangeOf(query.updatedFrom, query.updatedTo),
    due: rangeOf(query.dueFrom, query.dueTo),
    breachedAt: rangeOf(query.breachedFrom, query.breachedTo),
  };
};

const rangeOf = (from: string | undefined, to: string | undefined) =>
  from === undefined && to === undefined ? undefined : { from, to };
