import type { ReactNode } from 'react';
import styles from './filters.module.css';

/** Fields that narrow a list, beside each other where there is room. */
export const Filters = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <search aria-label={label} className={styles['filters']}>
    {children}
  </search>
);
