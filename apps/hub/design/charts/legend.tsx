import type { ReactNode } from 'react';
import styles from './legend.module.css';

/** An entry of a legend: a name, and how its series is drawn. */
interface LegendKey {
  readonly name: string;
  readonly swatch: ReactNode;
}

/** Legend of a chart. Screen readers get the names with the numbers. */
export const Legend = ({ keys }: { readonly keys: readonly LegendKey[] }) => (
  <ul aria-hidden className={styles['legend']}>
    {keys.map(({ name, swatch }) => (
      <li key={name} className={styles['key']}>
        {swatch}
        {name}
      </li>
    ))}
  </ul>
);
