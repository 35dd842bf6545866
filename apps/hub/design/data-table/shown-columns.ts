import type { Column } from './column.js';

/**
 * The columns that a table has room for. The column by which rows are sorted is always one of them, if need be in place
 * of the one that needs the most room.
 */
export const shownColumns = <Row>(
  columns: readonly Column<Row>[],
  width: number,
  sortedBy: string | undefined,
): readonly Column<Row>[] => {
  const fitting = columns.filter(({ minTableWidth = 0 }) => minTableWidth <= width);
  const sorted = columns.find(({ sortBy }) => sortBy !== undefined && sortBy === sortedBy);
  if (sorted === undefined || fitting.includes(sorted)) return fitting;
  const [replaced] = fitting
    .filter(({ minTableWidth = 0 }) => minTableWidth > 0)
    .toSorted((a, b) => (b.minTableWidth ?? 0) - (a.minTableWidth ?? 0));
  return columns.filter((column) => column === sorted || (column !== replaced && fitting.includes(column)));
};
