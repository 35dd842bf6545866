import type { Tone } from '../badge.js';
import { classes } from '../classes.js';
import styles from './bar-chart.module.css';
import tones from './tones.module.css';

/** One bar of a chart. */
export interface Bar {
  /** Default: its name. */
  readonly id?: string;
  readonly name: string;
  readonly value: number;
  /** Part of the whole, 0 to 1: the length of the bar. Without it, the longest bar has the greatest value. */
  readonly share?: number;
  readonly tone?: Tone;
}

const lengthOf = ({ value, share }: Bar, greatest: number): number => {
  const part = share ?? (greatest === 0 ? 0 : value / greatest);
  return Math.min(Math.max(part, 0), 1) * 100;
};

/**
 * Bars that lie one below the other, each with its name and value. It is a table, so that it can be read without seeing
 * the bars and printed.
 */
export const BarChart = ({
  label,
  isTitled = false,
  rows,
  valueText,
}: {
  /** What is shown; the caption of the table. */
  readonly label: string;
  /** The heading above says the same: only screen readers get the caption. */
  readonly isTitled?: boolean;
  readonly rows: readonly Bar[];
  readonly valueText: (value: number) => string;
}) => {
  const greatest = Math.max(0, ...rows.map(({ value }) => value));
  return (
    <table className={styles['chart']}>
      <caption className={isTitled ? styles['unseen'] : styles['caption']}>{label}</caption>
      <tbody>
        {rows.map((bar) => (
          <tr key={bar.id ?? bar.name}>
            <th scope="row" className={styles['name']}>
              {bar.name}
            </th>
            <td className={styles['value']}>{valueText(bar.value)}</td>
            <td aria-hidden className={styles['track']}>
              <span
                className={classes(styles['bar'], tones[bar.tone ?? 'accent'])}
                style={{ inlineSize: `${lengthOf(bar, greatest)}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
