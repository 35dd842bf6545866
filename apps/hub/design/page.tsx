import type { ReactNode } from 'react';
import { classes } from './classes.js';
import styles from './page.module.css';

/** A page with its heading, which is also the title of the window, and its actions. */
export const Page = ({
  title,
  actions,
  isWide = false,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  /** Uses the whole width, for lists. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) => (
  <div className={classes(styles['page'], isWide && styles['wide'])}>
    <title>{`${title} · Premium Support`}</title>
    <header className={styles['head']}>
      <h1 dir="auto">{title}</h1>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </header>
    {children}
  </div>
);
