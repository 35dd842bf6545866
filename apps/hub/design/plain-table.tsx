import type { ReactNode } from 'react';
import { classes } from './classes.js';
import styles from './plain-table.module.css';

/** A column of a PlainTable. */
export interface PlainColumn<Row> {
  readonly id: string;
  readonly name: string;
  readonly render: (row: Row) => ReactNode;
  /** `end` for numbers. */
  readonly align?: 'start' | 'end';
}

/** A short table that is printed and copied whole. The first column names the row. It scrolls sideways by itself. */
export const PlainTable = <Row,>({
  label,
  columns,
  rows,
  idOf,
  foot,
}: {
  readonly label: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** A row that sums up. */
  readonly foot?: Row | undefined;
}) => {
  const cells = (row: Row): ReactNode =>
    columns.map(({ id, render, align }, index) => {
      const className = classes(styles['cell'], align === 'end' && styles['end']);
      return index === 0 ? (
        <th key={id} scope="row" className={className}>
          {render(row)}
        </th>
      ) : (
        <td key={id} className={className}>
          {render(row)}
        </td>
      );
    });
  return (
    <div role="group" aria-label={label} tabIndex={0} className={styles['scroller']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map(({ id, name, align }) => (
              <th key={id} scope="col" className={classes(styles['head'], align === 'end' && styles['end'])}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)}>{cells(row)}</tr>
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot>
            <tr>{cells(foot)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
};
