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

/**
 * A short table that is printed and copied whole. The first column names the row. Where there is no room, its rows
 * become cards, or it scrolls sideways by itself. Its roles are written out: a table laid out as cards has none.
 */
export const PlainTable = <Row,>({
  label,
  columns,
  rows,
  idOf,
  foot,
  stacks = false,
}: {
  readonly label: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** A row that sums up. */
  readonly foot?: Row | undefined;
  /** On phones its rows become cards. Not for numbers that are compared with each other. */
  readonly stacks?: boolean;
}) => {
  const cells = (row: Row): ReactNode =>
    columns.map(({ id, name, render, align }, index) => {
      const className = classes(styles['cell'], align === 'end' && styles['end']);
      return index === 0 ? (
        <th key={id} scope="row" role="rowheader" className={className}>
          {render(row)}
        </th>
      ) : (
        <td key={id} role="cell" className={className}>
          {stacks && (
            <span aria-hidden className={styles['name']}>
              {name}
            </span>
          )}
          {stacks ? <span>{render(row)}</span> : render(row)}
        </td>
      );
    });
  return (
    <div role="group" aria-label={label} tabIndex={0} className={styles['scroller']}>
      <table role="table" className={classes(styles['table'], stacks && styles['stacks'])}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ id, name, align }) => (
              <th
                key={id}
                scope="col"
                role="columnheader"
                className={classes(styles['head'], align === 'end' && styles['end'])}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={idOf(row)} role="row">
              {cells(row)}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot role="rowgroup">
            <tr role="row">{cells(foot)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
};
