import type { Instant } from '@ledgerdesk/kernel';
import type { KeyedRow, RowReader } from '@ledgerdesk/read-store';
import { type ArmedTimer, timers, type TimerRow } from './definition.js';
import type { ResponseRow } from './response-clock.js';

const isArmed = (row: TimerRow): row is ArmedTimer => row.at !== null;

/** The armed timers, due or not, earliest first, after `after` if given. The scheduler reads them. */
export const nextDue = async (
  reader: RowReader,
  limit: number,
  after?: { readonly at: Instant; readonly key: string },
): Promise<readonly KeyedRow<ArmedTimer>[]> => {
  const found = await reader.find<TimerRow>(timers.name, {
    // What follows an armed timer is armed. A second bound would keep the index from starting at that timer.
    ...(after ? { after: { values: [after.at], key: after.key } } : { where: [{ column: 'at', is: '>', value: '' }] }),
    orderBy: [{ column: 'at', direction: 'asc', required: true }],
    limit,
  });
  return found.flatMap(({ key, row }) => (isArmed(row) ? [{ key, row }] : []));
};

/** When the next public answer to a ticket is due; null while no response clock is running. */
export const responseDueAt = async (reader: RowReader, ticketId: string): Promise<Instant | null> => {
  const [found] = await reader.find<ResponseRow>(timers.name, {
    where: [
      { column: 'ticketId', is: '=', value: ticketId },
      { column: 'kind', is: '=', value: 'response-breach' },
    ],
    limit: 1,
  });
  return found?.row.dueAt ?? null;
};
