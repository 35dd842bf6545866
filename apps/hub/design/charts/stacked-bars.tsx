import type { Tone } from '../badge.js';
import { classes } from '../classes.js';
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

/** Stacked horizontal bars, as a table: screen readers and print get the numbers. */
export const StackedBars = ({
  label,
  parts,
  rows,
  valueText,
}: {
  /** What is shown; the caption of the table. */
  readonly label: string;
  readonly parts: readonly StackPart[];
  readonly rows: readonly Stack[];
  readonly valueText: (value: number) => string;
}) => {
  const greatest = Math.max(1, ...rows.map(({ values }) => sumOf(values)));
  const textOf = ({ values }: Stack): string =>
    parts.map(({ name }, index) => `${name} ${valueText(values[index] ?? 0)}`).join(', ');
  return (
    <div className={styles['frame']}>
      <ul aria-hidden className={styles['legend']}>
        {parts.map(({ name, tone }) => (
          <li key={name} className={styles['key']}>
            <span className={classes(styles['swatch'], tones[tone])} />
            {name}
          </li>
        ))}
      </ul>
      <table className={styles['chart']}>
        <caption className={styles['caption']}>{label}</caption>
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
                        style={{ inlineSize: `${(value / greatest) * 100}%` }}
                      >
                        {value / greatest >= ROOM_FOR_TEXT && valueText(value)}
                      </span>
                    );
                  })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
