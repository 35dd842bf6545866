import type { ReactNode } from 'react';
import styles from './billing.module.css';

/** Terms and what they are. Rows without a value are left out. */
export const Facts = ({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={styles['facts']}>
    {rows
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([term, value]) => (
        <div key={term} style={{ display: 'contents' }}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
