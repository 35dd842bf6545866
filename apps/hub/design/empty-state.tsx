import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Placeholder for content that does not exist yet. Names the content and the first step. */
export const EmptyState = ({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}) => (
  <div className={styles['empty']}>
    <h2 className={styles['title']}>{title}</h2>
    {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
    {children}
  </div>
);
