import type { ReactNode } from 'react';
import { LoadingPage } from '../loading-page.js';
import { ProblemNotice } from '../problem-notice.js';
import type { TableRows } from './column.js';
import styles from './data-table.module.css';
import { useFoundRows } from './found-rows.js';
import { TableGrid, type TableGridProps } from './table-grid.js';

/** What a table shows: columns, rows, and what is there without rows. */
export interface DataTableProps<Row> extends TableGridProps<Row> {
  readonly rows: TableRows<Row>;
  /** Shown if there are no rows. */
  readonly empty: ReactNode;
}

/**
 * A list of rows with columns, or with cards where it is narrow. Only the rows in sight are rendered; more are loaded
 * as they are needed. Columns must keep their identity between renders (`useMemo`).
 *
 * Keys: `j` and `k` move, `Enter` opens, `x` selects, `Home` and `End` reach the ends.
 *
 * @example
 * <DataTable label={t.tickets} columns={columns} rows={usePages(…)} idOf={idOf} nameOf={nameOf} onOpen={open} … />
 */
export const DataTable = <Row,>({ rows, empty, ...grid }: DataTableProps<Row>) => {
  const { items, error, reload, hasMore = false } = rows;
  const found = useFoundRows(rows, grid.total);
  const hasRows = items !== undefined && items.length > 0;
  return (
    <>
      <p role="status" className={styles['unseen']}>
        {/* Announced again for another list with the same number of rows. */}
        <span key={rows.key}>{found}</span>
      </p>
      {error && <ProblemNotice error={error} onRetry={reload} />}
      {items === undefined && !error && <LoadingPage lines={8} />}
      {items !== undefined && !hasRows && !hasMore && empty}
      {items !== undefined && (hasRows || hasMore) && <TableGrid {...grid} items={items} missing={rows} />}
    </>
  );
};
