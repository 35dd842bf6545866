import { runs } from '../support/runs.js';

/**
 * The number of cases of each kind: `TAMPER_COUNT`, or 30 in `npm test` and 600 in the long form, unless `counts` names
 * others.
 */
export const tamperingRuns = (counts: Parameters<typeof runs>[0] = { short: 30, long: 600 }): number => {
  const count = process.env['TAMPER_COUNT'];
  return count === undefined ? runs(counts) : Number(count);
};

/** Defines a test of each kind whose name contains `TAMPER_FILTER`. Default: of all. */
export const eachKind = <Kind extends { readonly name: string }>(
  title: string,
  kinds: readonly Kind[],
  test: (kind: Kind) => Promise<void>,
): void => {
  const filter = process.env['TAMPER_FILTER'] ?? '';
  for (const kind of kinds.filter(({ name }) => name.includes(filter)))
    it(
      title.replace('%s', () => kind.name),
      () => test(kind),
    );
};
