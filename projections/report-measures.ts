import { isRecord } from '@ledgerdesk/kernel';

/** Measures that are no sums over rows: the rows that make them are those of the numbers that they are made of. */
const NOT_COUNTED = /^(?:mean|median|p90|p95|max|share|change|medianMinutes|p90Minutes)$|Rate$/;

/** Separates the names in the path of a measure, such as `waitMinutes.count`. */
const SEPARATOR = '.';

/** The paths of the measures that are sums over rows, in the order of the report. */
export const countedMeasures = (measures: unknown, prefix = ''): readonly string[] =>
  Object.entries(isRecord(measures) ? measures : {}).flatMap(([name, value]) => {
    if (NOT_COUNTED.test(name) || name === 'group') return [];
    if (typeof value === 'number') return [prefix + name];
    return countedMeasures(value, `${prefix}${name}${SEPARATOR}`);
  });

/** The value of a measure by its path; 0 if there is none. */
export const measureOf = (measures: unknown, path: string): number => {
  const value = path
    .split(SEPARATOR)
    .reduce<unknown>(
      (found, name) => (isRecord(found) && Object.hasOwn(found, name) ? found[name] : undefined),
      measures,
    );
  return typeof value === 'number' ? value : 0;
};
