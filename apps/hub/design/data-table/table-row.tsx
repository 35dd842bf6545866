import { memo, type ReactNode } from 'react';
import { classes } from '../classes.js';
import type { Column } from './column.js';
import styles from './data-table.module.css';

interface RowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
}

/** A row as columns. */
const CellsInColumns = <Row,>({ row, columns }: RowProps<Row>) =>
  columns.map((column) => (
    <div key={column.id} role="gridcell" className={classes(styles['cell'], column.align === 'end' && styles['end'])}>
      {column.render(row)}
    </div>
  ));

const cells = <Row,>({ row, columns }: RowProps<Row>, place: string, className: string | undefined): ReactNode =>
  columns
    .filter(({ onCard = 'detail' }) => onCard === place)
    .map((column) => (
      <div key={column.id} role="gridcell" className={className}>
        {column.render(row)}
      </div>
    ));

/** A row as a card of two lines. */
const CellsOnCard = <Row,>(props: RowProps<Row>) => (
  <div role="none" className={styles['card']}>
    <div role="none" className={styles['line']}>
      {cells(props, 'title', styles['title'])}
      {cells(props, 'side', styles['side'])}
    </div>
    <div role="none" className={styles['line']}>
      {cells(props, 'detail', styles['detail'])}
    </div>
  </div>
);

const Cells = <Row,>({ isCard, ...props }: RowProps<Row> & { readonly isCard: boolean }) =>
  isCard ? <CellsOnCard {...props} /> : <CellsInColumns {...props} />;

/** The cells of a row. They are rendered again only if the row or the columns change, not when the table scrolls. */
export const TableCells = memo(Cells) as typeof Cells;
