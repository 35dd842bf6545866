import type { ReactNode } from 'react';
import styles from './field-row.module.css';

/** Two fields that belong together, beside each other where there is room. */
export const FieldRow = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles['row']}>{children}</div>
);
