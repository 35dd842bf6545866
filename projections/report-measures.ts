import type { Money } from '@ledgerdesk/events';
import { isRecord } from '@ledgerdesk/kernel';

/** Measures that are no sums over rows: the rows that make them are those of the numbers that they are made of. */
const NOT_COUNTED = /^(?:mean|median|p90|p95|max|share|change|medianMinutes|p90Minutes)$|Rate$/;

/** Separates the names in the path of a measure, such as `waitMinutes.count` or `revenue.EUR`. */
const SEPARATOR = '.';

/** A sum of money; its path ends with its currency, and its value is in the minor unit. */
const isMoney = (value: unknown): value is Money =>
  isRecord(value) && typeof value['minor'] === 'number' && typeof value['currency'] === 'string';

/** The member of a measure with a name, such as a count, or the sum in a currency. */
const memberOf = (measures: unknown, name: string): unknown => {
  if (Array.isArray(measures)) return measures.filter(isMoney).find(({ currency }) => currency === name)?.minor;
  return isRecord(measures) && Object.hasOwn(measures, name) ? measures[name] : undefined;
};

/** The paths of the measures that are sums over rows, in the order of the report. */
export const countedMeasures = (measures: unknown, prefix = ''): readonly string[] =>
  Object.entries(isRecord(measures) ? measures : {}).flatMap(([name, value]) => {
    if (NOT_COUNTED.test(name) || name === 'group') return [];
    if (typeof value === 'number') return [prefix + name];
    if (Array.isArray(value)) return value.filter(isMoney).map(({ currency }) => prefix + name + SEPARATOR + currency);
    return countedMeasures(value, `${prefix}${name}${SEPARATOR}`);
  });

/** The value of a measure by its path; 0 if there is none. */
export const measureOf = (measures: unknown, path: string): number => {
  const value = path.split(SEPARATOR).reduce(memberOf, measures);
  return typeof value === 'number' ? value : 0;
};
