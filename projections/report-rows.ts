import type { Json } from '@ledgerdesk/kernel';

/** A report: figures of everything, and of each group. */
interface Report {
  readonly total?: unknown;
  readonly items: readonly unknown[];
}

/** The rows of a report that its manifest digests: its total, if it has one, then its items. */
export const reportRows = ({ total, items }: Report): readonly Json[] =>
  // Reports are sent as JSON.
  (total === undefined ? items : [total, ...items]) as readonly Json[];
