import { RESPONSE_STATES, type ResponseState, type TicketStatusFilter } from '@ledgerdesk/events';
import type { NamedQuery, RowCount, RowReader } from '@ledgerdesk/read-store';
import { agentQueue, NOBODY } from './agent-queue/definition.js';
import { readingOf, timeTests } from './agent-queue/order.js';
import { otherTests, type QueueFilter, selectionOf } from './agent-queue/selection.js';
import { textTests } from './queued-tickets.js';
import { MAX_TESTED } from './scanned-page.js';
import { ticketSearch } from './ticket-search/definition.js';
import { statusesOf, type TicketStatus } from './ticket-status.js';

/** Numbers of queued tickets. */
export interface QueueCounts {
  readonly total: number;
  readonly byStatus: Readonly<Record<TicketStatus, number>>;
  readonly byState: Readonly<Record<ResponseState, number>>;
  /** False if there may be more: only a limited number of tickets was read. */
  readonly isComplete: boolean;
}

/**
 * Counts queued tickets by status and by the state of their response, for agents only. The numbers are kept for all
 * tickets, for those of a team, and for those of an agent or unassigned, each also with a status or state. With other
 * filters tickets are counted among at most MAX_TESTED, open ones first.
 */
export const queueCounts = async (reader: RowReader, filter: QueueFilter = {}): Promise<QueueCounts> => {
  const kept = keptWithin(filter);
  if (kept !== undefined) return countsOf(filter, await reader.counts(agentQueue.name, kept ?? undefined), true);
  const counts: RowCount[] = [];
  let left = MAX_TESTED;
  for (const status of filter.status === undefined ? (['open', 'past'] as const) : [filter.status]) {
    const found = left > 0 ? await scanned(reader, filter, status, left) : { counts: [], tested: 0 };
    counts.push(...found.counts);
    left -= found.tested;
  }
  return countsOf(filter, counts, left > 0);
};

/** Numbers of queued tickets, for agents only. */
export const queueCountsQuery: NamedQuery<{ readonly filter: QueueFilter }, QueueCounts> = {
  name: 'desk-queue-counts',
  models: () => [agentQueue.name, ticketSearch.name],
  run: (rows, { filter }) => queueCounts(rows, filter),
};

/** The group whose numbers are kept, null for all tickets, undefined if none is that of the filter. */
const keptWithin = ({ status: _, state: __, team, assignedTo, ...others }: QueueFilter) => {
  if (Object.values(others).some((value) => value !== undefined)) return undefined;
  if (team !== undefined) return assignedTo === undefined ? { column: 'teamId', value: team } : undefined;
  return assignedTo === undefined ? null : { column: 'assigneeId', value: assignedTo ?? NOBODY };
};

const BY = ['status', 'responseState'] as const;

const scanned = (reader: RowReader, filter: QueueFilter, status: TicketStatusFilter, maxTested: number) => {
  const { indexed, tests } = selectionOf(filter, status);
  const all = [...tests, ...otherTests(filter), ...timeTests(filter), ...textTests(filter)];
  const { orderBy } = readingOf(filter, {});
  return reader.scanCounts(agentQueue.name, { where: indexed, orderBy, tests: all, maxTested, by: BY });
};

const countsOf = ({ status, state }: QueueFilter, counts: readonly RowCount[], isComplete: boolean): QueueCounts => {
  const statuses: readonly unknown[] = statusesOf(status);
  const counted = counts.filter(
    ({ values: [ofStatus, ofState] }) => statuses.includes(ofStatus) && (state === undefined || ofState === state),
  );
  const sumOf = (position: 0 | 1, value: string): number =>
    counted.reduce((sum, { values, rows }) => sum + (values[position] === value ? rows : 0), 0);
  const byStatus = (one: TicketStatus): number => sumOf(0, one);
  return {
    total: counted.reduce((sum, { rows }) => sum + rows, 0),
    byStatus: {
      open: byStatus('open'),
      'on-hold': byStatus('on-hold'),
      solved: byStatus('solved'),
      closed: byStatus('closed'),
    },
    byState: Object.fromEntries(RESPONSE_STATES.map((one) => [one, sumOf(1, one)])) as Record<ResponseState, number>,
    isComplete,
  };
};
