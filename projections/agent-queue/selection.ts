import type { ResponseState, ServedLanguage, TicketStatusFilter } from '@ledgerdesk/events';
import type { ColumnCondition } from '@ledgerdesk/read-store';
import { equals, type TimeRange } from '../column-conditions.js';
import { NO_TIME, NOBODY } from './definition.js';

/** Filters queued tickets. `status` defaults to open; other omitted members do not filter. */
export interface QueueFilter {
  readonly status?: TicketStatusFilter | undefined;
  readonly team?: string | undefined;
  /** Member id of the requester, in `team`. Has no effect without a team. */
  readonly requester?: string | undefined;
  readonly product?: string | undefined;
  readonly issueType?: string | undefined;
  /** Level of the entitlement, or `STANDARD`. */
  readonly level?: string | undefined;
  readonly language?: ServedLanguage | undefined;
  /** State of the response. */
  readonly state?: ResponseState | undefined;
  /** Whether the latest response target was missed. */
  readonly breached?: boolean | undefined;
  /** Null selects unassigned tickets. */
  readonly assignedTo?: string | null | undefined;
  /** Text in the subject or at the beginning of the first message. */
  readonly q?: string | undefined;
  readonly opened?: TimeRange | undefined;
  readonly updated?: TimeRange | undefined;
  readonly due?: TimeRange | undefined;
  readonly breachedAt?: TimeRange | undefined;
}

/** Conditions that the beginning of an index answers, and those of the other selecting columns, which are tested. */
export interface Selection {
  readonly indexed: readonly ColumnCondition[];
  readonly tests: readonly ColumnCondition[];
}

const isOpen = (status: TicketStatusFilter): boolean => status === 'open' || status === 'on-hold';

/** The status within open or past tickets; nothing if all of them are meant. */
const exactStatus = (status: TicketStatusFilter): ColumnCondition[] =>
  status === 'open' || status === 'past' ? [] : equals('status', status);

/** Selects by the columns that few tickets share: requester, then assignee, then team, then status. */
export const selectionOf = ({ team, requester, assignedTo }: QueueFilter, status: TicketStatusFilter): Selection => {
  const open = { column: 'isOpen', is: '=', value: isOpen(status) } as const;
  const assignee = equals('assigneeId', assignedTo === null ? NOBODY : assignedTo);
  const ofTeam = equals('teamId', team);
  const ofRequester = team === undefined ? [] : equals('requesterId', requester);
  const exact = exactStatus(status);
  if (ofRequester.length > 0) return { indexed: [...ofTeam, ...ofRequester, open], tests: [...assignee, ...exact] };
  if (typeof assignedTo === 'string') return { indexed: [...assignee, open], tests: [...ofTeam, ...exact] };
  if (team !== undefined) return { indexed: [...ofTeam, open], tests: [...assignee, ...exact] };
  if (exact.length > 0) return { indexed: exact, tests: assignee };
  return assignee.length > 0 ? { indexed: [...assignee, open], tests: [] } : { indexed: [open], tests: [] };
};

/** Tests of the columns that no index begins with. */
export const otherTests = ({
  product,
  issueType,
  level,
  language,
  state,
  breached,
}: QueueFilter): ColumnCondition[] => [
  ...equals('product', product),
  ...equals('issueType', issueType),
  ...equals('level', level),
  ...equals('servedLanguage', language),
  ...equals('responseState', state),
  ...(breached === undefined ? [] : [{ column: 'breachKey', is: breached ? '<' : '>=', value: NO_TIME } as const]),
];
