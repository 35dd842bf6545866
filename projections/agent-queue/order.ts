import type { SortOrder } from '@ledgerdesk/events';
import type { ColumnCondition, OrderTerm } from '@ledgerdesk/read-store';
import { type TimeRange, within } from '../column-conditions.js';
import type { ListRange } from '../scanned-page.js';
import { NO_TIME } from './definition.js';
import type { QueueFilter } from './selection.js';

export const QUEUE_SORTS = ['dueAt', 'openedAt', 'updatedAt', 'breachedAt'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** Sorts queued tickets; those without a value come last in either direction. Default: earliest due first. */
export interface QueueOrder {
  readonly sort?: QueueSort | undefined;
  readonly order?: SortOrder | undefined;
}

/** The column with the time that a list is sorted by, and the one that sorts it. */
const COLUMNS = {
  dueAt: { time: 'dueAt', order: 'sortKey', mayLack: true },
  openedAt: { time: 'openedAt', order: 'openedAt', mayLack: false },
  updatedAt: { time: 'updatedAt', order: 'updatedAt', mayLack: false },
  breachedAt: { time: 'breachedAt', order: 'breachKey', mayLack: true },
} as const;

const timeRange = (filter: QueueFilter, sort: QueueSort): TimeRange =>
  ({ dueAt: filter.due, openedAt: filter.opened, updatedAt: filter.updated, breachedAt: filter.breachedAt })[sort] ??
  {};

/** Both directions sort ties by key, in the same direction as the column, so that an index gives either. */
const termsOf = (column: string, direction: SortOrder): OrderTerm[] => [
  { column, direction, required: true },
  ...(direction === 'desc' ? [{ column: 'key', direction, required: true }] : []),
];

/** With and without a time: text sorts after NO_TIME if it begins with it. */
const withTime = (column: string, where: readonly ColumnCondition[] = []): ListRange => ({
  where: [...where, { column, is: '<', value: NO_TIME }],
  contains: (value) => typeof value !== 'string' || value < NO_TIME,
});
const withoutTime = (column: string): ListRange => ({
  where: [{ column, is: '>=', value: NO_TIME }],
  contains: () => true,
});

/** How a list is read in order: the parts to read, and the tests of times that its order does not cover. */
export interface QueueReading {
  readonly orderBy: readonly OrderTerm[];
  readonly ranges: readonly ListRange[];
  readonly tests: readonly ColumnCondition[];
}

const rangesOf = (sort: QueueSort, order: SortOrder, limits: readonly ColumnCondition[]): readonly ListRange[] => {
  const { order: column, mayLack } = COLUMNS[sort];
  if (mayLack && limits.length > 0) return [withTime(column, limits)];
  if (mayLack && order === 'desc') return [withTime(column), withoutTime(column)];
  return [{ where: limits, contains: () => true }];
};

/** Tests of the times that a filter limits, apart from that of a sort field. */
export const timeTests = (filter: QueueFilter, without?: QueueSort): readonly ColumnCondition[] =>
  QUEUE_SORTS.filter((sort) => sort !== without).flatMap((sort) => within(COLUMNS[sort].time, timeRange(filter, sort)));

export const readingOf = (filter: QueueFilter, { sort = 'dueAt', order = 'asc' }: QueueOrder): QueueReading => {
  const { order: column } = COLUMNS[sort];
  return {
    orderBy: termsOf(column, order),
    ranges: rangesOf(sort, order, within(column, timeRange(filter, sort))),
    tests: timeTests(filter, sort),
  };
};
