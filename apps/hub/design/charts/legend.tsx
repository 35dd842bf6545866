import type { ReactNode } from 'react';
import styles from './legend.module.css';

/** A name in a legend, and how what it names is drawn. */
interface LegendKey {
  readonly name: string;
  readonly swatch: ReactNode;
}

/** What the colours and lines of a chart mean. Screen readers get the names with the numbers. */
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
