import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

/** Names and values of something. `children` are Fact. */
export const FactList = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles['list']}>{children}</dl>
);

/** A name and its value. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles['fact']}>
    <dt className={styles['name']}>{name}</dt>
    <dd className={styles['value']}>{children}</dd>
  </div>
);
