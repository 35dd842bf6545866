import { figuresByPath, figureText, pathLabel, pathsIn } from './figures.js';
import { valueLabel } from './group-label.js';
import type { PicturedReport, ReportedItem } from './report.js';

/** The figures of a report as a table of texts. The first columns name the bucket and the group. */
export interface ReportTable {
  readonly headers: readonly string[];
  /** Number of columns that name the row. */
  readonly names: number;
  readonly rows: readonly (readonly string[])[];
}

/**
 * Returns the table of a report: a row for each item, and the total as the last one. Figures are rounded, for people,
 * unless `exact` is set.
 */
export const reportTable = (
  { items, total }: PicturedReport,
  { exact = false }: { readonly exact?: boolean } = {},
): ReportTable => {
  const groupings = Object.keys(items[0]?.group ?? {});
  const hasBuckets = items.some(({ bucket }) => bucket !== undefined);
  const paths = pathsIn([total, ...items]);
  const naming = [...(hasBuckets ? ['bucket'] : []), ...groupings.map(pathLabel)];
  const names = naming.length === 0 ? [''] : naming;
  const namesOf = ({ bucket = '', group }: ReportedItem): readonly string[] => [
    ...(hasBuckets ? [bucket] : []),
    ...groupings.map((grouping) => valueLabel(grouping, group[grouping] ?? null)),
  ];
  const figuresOf = (figures: ReportedItem | PicturedReport['total']): readonly string[] => {
    const byPath = figuresByPath(figures);
    return paths.map((path) => (exact ? String(byPath.get(path) ?? '') : figureText(byPath.get(path))));
  };
  const itemRows = naming.length === 0 ? [] : items.map((item) => [...namesOf(item), ...figuresOf(item)]);
  const totalRow = ['Total', ...names.slice(1).map(() => ''), ...figuresOf(total)];
  return { headers: [...names, ...paths.map(pathLabel)], names: names.length, rows: [...itemRows, totalRow] };
};
