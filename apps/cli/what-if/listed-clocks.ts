import type { ClockComparison } from '@ledgerdesk/what-if';

/** Which clocks a list has: those whose breach was gained or lost, all, or none. */
export const LISTED_CLOCKS = ['changed', 'all', 'none'] as const;
export type ListedClocks = (typeof LISTED_CLOCKS)[number];

export const isListed = (which: ListedClocks, { change }: ClockComparison): boolean =>
  which === 'all' || (which === 'changed' && change !== 'none');
