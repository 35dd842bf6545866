import type { Instant } from '@ledgerdesk/kernel';

/** The calendar month of an instant in UTC, `2026-11`. */
export const monthOf = (instant: Instant): string => instant.slice(0, 7);
