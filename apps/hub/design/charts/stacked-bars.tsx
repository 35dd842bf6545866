import type { Tone } from '../badge.js';
import { classes } from '../classes.js';
import { Legend } from './legend.js';
import styles from './stacked-bars.module.css';
import tones from './tones.module.css';

/** What the parts of every bar are, in order. */
export interface StackPart {
  readonly name: string;
  readonly tone: Tone;
}

/** One bar: the values of its parts. */
export interface Stack {
  readonly name: string;
  readonly values: readonly number[];
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** A part must be this long for its number to stand in it. */
const ROOM_FOR_TEXT = 0.06;

/** What the colours of stacked bars mean. */
export const StackLegend = ({ parts }: { readonly parts: readonly StackPart[] }) => (
  <Legend
    keys={parts.map(({ name, tone }) => ({
      name,
      swatch: <span className={classes(styles['swatch'], tones[tone])} />,
    }))}
  />
);

/** The length of the longest bar: bars of several charts are compared by the same scale. */
export const longestOf = (rows: readonly Stack[]): number => Math.max(1, ...rows.map(({ values }) => sumOf(values)));

/**
 * Stacked horizontal bars, as a table: screen readers and print get the numbers. Show a StackLegend once for all charts
 * of the same parts.
 */
export const StackedBars = ({
  label,
  isLabelHidden = false,
  parts,
  rows,
  longest = longestOf(rows),
  valueText,
}: {
  /** What is shown; the caption of the table. */
  readonly label: string;
  /** A heading says the same: the caption is only heard. */
  readonly isLabelHidden?: boolean;
  readonly parts: readonly StackPart[];
  readonly rows: readonly Stack[];
  /** Value whose bar has the whole width. Default: that of the longest bar. */
  readonly longest?: number;
  readonly valueText: (value: number) => string;
}) => {
  const textOf = ({ values }: Stack): string =>
    parts.map(({ name }, index) => `${name} ${valueText(values[index] ?? 0)}`).join(', ');
  return (
    <table className={styles['chart']}>
      <caption className={isLabelHidden ? styles['unseen'] : styles['caption']}>{label}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row" className={styles['name']}>
              {row.name}
            </th>
            <td className={styles['value']}>{valueText(sumOf(row.values))}</td>
            <td className={styles['track']} title={textOf(row)}>
              <span className={styles['unseen']}>{textOf(row)}</span>
              <span aria-hidden className={styles['bar']}>
                {parts.map(({ name, tone }, index) => {
                  const value = row.values[index] ?? 0;
                  if (value <= 0) return null;
                  return (
                    <span
                      key={name}
                      className={classes(styles['part'], tones[tone])}
                      style={{ inlineSize: `${(value / longest) * 100}%` }}
                    >
                      {parts.length > 1 && value / longest >= ROOM_FOR_TEXT && (
                        <span className={styles['number']}>{valueText(value)}</span>
                      )}
                    </span>
                  );
                })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
