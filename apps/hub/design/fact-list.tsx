import type { ReactNode } from 'react';
import { classes } from './classes.js';
import styles from './fact-list.module.css';

/** Names and values of something. `children` are Fact. */
export const FactList = ({
  isNarrow = false,
  children,
}: {
  /** True beside other things, where names have less room. */
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}) => <dl className={classes(styles['list'], isNarrow && styles['narrow'])}>{children}</dl>;

/** A name and its value. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles['fact']}>
    <dt className={styles['name']}>{name}</dt>
    <dd className={styles['value']}>{children}</dd>
  </div>
);
