import type { LoggedEvent } from '@ledgerdesk/events';
import type { DomainEvent, Projection } from '@ledgerdesk/kernel';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { defineProjection } from './define-projection.js';
import { frequencies, type Frequency } from './frequencies.js';
import { monthOf } from './month-of.js';

type DimensionName = 'issueType' | 'product';

/** A property of tickets by which they are counted, and how to write a value of it into a row. */
export interface Dimension<Name extends DimensionName> {
  readonly name: Name;
  column(value: string): Readonly<Record<Name, string>>;
}

/** Number of tickets that one requester opened in one month (UTC) with one value of a dimension. */
type TicketCountRow<Name extends DimensionName> = {
  readonly teamId: string;
  readonly requesterId: string;
  readonly month: string;
  readonly count: number;
} & Readonly<Record<Name, string>>;

/** How often a value of a dimension occurs, in total and by month. */
export type Pattern<Name extends DimensionName> = Readonly<Record<Name, string>> & Omit<Frequency, 'value'>;

/** Defines a projection that counts opened tickets by requester, month and one dimension. */
export const countTickets = <Name extends DimensionName>(
  name: string,
  dimension: Dimension<Name>,
): Projection<DomainEvent, TicketCountRow<Name>> => {
  const counted = (
    row: TicketCountRow<Name> | undefined,
    { data, occurredAt }: LoggedEvent<'TicketOpened'>,
  ): TicketCountRow<Name> => ({
    teamId: data.teamId,
    requesterId: data.requesterId,
    ...dimension.column(data[dimension.name]),
    month: monthOf(occurredAt),
    count: (row?.count ?? 0) + 1,
  });
  return defineProjection({
    name,
    version: 1,
    table: { columns: { teamId: 'text', requesterId: 'text' }, indexes: [['teamId', 'requesterId']] },
    keysOf: ({ data, occurredAt }) => [
      [data.teamId, data.requesterId, data[dimension.name], monthOf(occurredAt)].join('.'),
    ],
    on: { TicketOpened: counted },
  });
};

/**
 * Reads the patterns in the rows that match `where`, the most frequent value first. Shares are of these rows only.
 * Each of `values` is included, with zeros if it does not occur.
 */
export const readPatterns = async <Name extends DimensionName>(
  reader: RowReader,
  projection: Projection<DomainEvent, TicketCountRow<Name>>,
  dimension: Dimension<Name>,
  where: readonly Condition[],
  values: readonly string[] = [],
): Promise<readonly Pattern<Name>[]> => {
  const found = await reader.find<TicketCountRow<Name>>(projection.name, { where });
  const counts = found.map(({ row }) => ({ value: row[dimension.name], month: row.month, count: row.count }));
  return frequencies(counts, values).map(({ value, ...frequency }) => ({ ...dimension.column(value), ...frequency }));
};
