import type { ReactNode } from 'react';
import { classes } from './classes.js';
import { keepShown } from './keep-shown.js';
import styles from './page.module.css';

/** A page with its heading, which is also the title of the window, and its actions. */
export const Page = ({
  title,
  back,
  actions,
  isWide = false,
  fillsWindow = 'never',
  isInOrder = false,
  children,
}: {
  readonly title: string;
  /** A `BackLink` to the list that it belongs to. */
  readonly back?: ReactNode;
  readonly actions?: ReactNode;
  /** Uses the whole width, for lists. */
  readonly isWide?: boolean;
  /**
   * Its table scrolls, and the page does not, where the window is high enough: `always`, or on `wide` windows only, if
   * something else is shown instead of it on others.
   */
  readonly fillsWindow?: 'always' | 'wide' | 'never';
  /** Shows each part once those above it are loaded, to avoid layout shifts. */
  readonly isInOrder?: boolean;
  readonly children: ReactNode;
}) => (
  <div
    className={classes(styles['page'], isWide && styles['wide'], fillsWindow !== 'never' && styles['filled'])}
    data-fills-window={fillsWindow === 'never' ? undefined : fillsWindow}
    {...(isInOrder ? { 'data-in-order': 'always', ref: keepShown } : {})}
  >
    <title>{`${title} · Premium Support`}</title>
    {back}
    <header className={styles['head']}>
      <h1 dir="auto" title={title}>
        {title}
      </h1>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </header>
    {children}
  </div>
);
