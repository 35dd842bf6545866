import { createLink } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './back-link.module.css';

const BackAnchor = ({
  children,
  ...anchor
}: AnchorHTMLAttributes<HTMLAnchorElement> & {
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children?: ReactNode;
}) => (
  <a {...anchor} className={styles['back']}>
    <ArrowLeft size={14} aria-hidden />
    {children}
  </a>
);

/** Link from a page to the list that it belongs to, above the heading. */
export const BackLink = createLink(BackAnchor);
