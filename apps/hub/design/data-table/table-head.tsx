import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../classes.js';
import type { Column, Sorting } from './column.js';
import styles from './data-table.module.css';

const ARIA_ORDER = { asc: 'ascending', desc: 'descending' } as const;

/** Sorts by a column, or in the other order if rows are sorted by it already. */
const sortBy = <Row,>({ sortBy: by, firstOrder = 'asc' }: Column<Row>, sorting: Sorting): void => {
  if (by === undefined) return;
  sorting.onChange(by, sorting.by === by ? (sorting.order === 'asc' ? 'desc' : 'asc') : firstOrder);
};

const Heading = <Row,>({
  column,
  sorting,
}: {
  readonly column: Column<Row>;
  readonly sorting?: Sorting | undefined;
}) => {
  const isSorted = sorting !== undefined && sorting.by === column.sortBy;
  const Arrow = sorting?.order === 'desc' ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      className={classes(styles['cell'], column.align === 'end' && styles['end'])}
      {...(isSorted ? { 'aria-sort': ARIA_ORDER[sorting.order] } : {})}
    >
      {sorting && column.sortBy !== undefined ? (
        <button type="button" className={styles['sort']} onClick={() => sortBy(column, sorting)}>
          {column.name}
          <Arrow size={12} aria-hidden visibility={isSorted ? 'visible' : 'hidden'} />
        </button>
      ) : (
        column.name
      )}
    </div>
  );
};

/** The headings of a table. They stay while its rows scroll, and sort them. */
export const TableHead = <Row,>({
  columns,
  sorting,
  template,
  isHidden,
  mark,
}: {
  readonly columns: readonly Column<Row>[];
  readonly sorting?: Sorting | undefined;
  readonly template: string;
  /** On cards: for screen readers only. */
  readonly isHidden: boolean;
  /** The cell that selects all rows. */
  readonly mark?: ReactNode;
}) => (
  <div role="rowgroup" className={classes(styles['head'], isHidden && styles['unseen'])}>
    <div role="row" aria-rowindex={1} className={styles['columns']} style={{ gridTemplateColumns: template }}>
      {mark}
      {columns.map((column) => (
        <Heading key={column.id} column={column} sorting={isHidden ? undefined : sorting} />
      ))}
    </div>
  </div>
);
