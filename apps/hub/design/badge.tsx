import type { ReactNode } from 'react';
import styles from './badge.module.css';

/** What the colour of a badge means. Its words and icon say the same. */
export type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'accent';

/** A short state, with an icon if it has one. */
export const Badge = ({
  tone = 'neutral',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) => (
  <span className={`${styles['badge'] ?? ''} ${styles[tone] ?? ''}`}>
    {icon}
    {children}
  </span>
);
