import type { OracleRequest } from './grouped.js';

const ZONES = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York'];
const BUCKETS = ['month', 'week', 'quarter', 'day'] as const;

/** Every pair of groupings, in order. */
export const pairsOf = (groupings: readonly string[]): readonly (readonly string[])[] =>
  groupings.flatMap((one, index) => groupings.slice(index + 1).map((other) => [one, other]));

/**
 * What a whole log is compared by: nothing, every grouping by a bucket, and every pair of groupings, in several time
 * zones. Buckets and zones go around, so that all of them occur.
 */
export const requestsFor = (groupings: readonly string[]): readonly OracleRequest[] => [
  ...groupings.map((name, index) => ({
    groupBy: [name],
    ...(name !== 'hourOfWeek' && { bucket: BUCKETS[index % BUCKETS.length] ?? 'month' }),
    timeZone: ZONES[index % ZONES.length] ?? 'UTC',
  })),
  ...pairsOf(groupings).map((groupBy, index) => ({ groupBy, timeZone: ZONES[index % ZONES.length] ?? 'UTC' })),
];

/** The path of a report over HTTP. */
export const pathOf = (name: string, { groupBy = [], ...request }: OracleRequest): string => {
  const query = new URLSearchParams({ ...request, ...(groupBy.length > 0 && { groupBy: groupBy.join(',') }) });
  return `/v1/reports/${name}?${query.toString()}`;
};
