import type { Instant } from '@ledgerdesk/kernel';

/** Returns the calendar month of an instant in UTC, such as `2026-11`. */
export const monthOf = (instant: Instant): string => instant.slice(0, 7);
