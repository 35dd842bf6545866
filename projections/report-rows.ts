import { isRefusal, type Refusal } from '@ledgerdesk/kernel';

/** A report: figures of everything, and of each group. */
interface Report {
  readonly total?: object;
  readonly items: readonly object[];
}

/** The rows of a report that its manifest digests: its total, if it has one, then its items. A refusal has none. */
export const reportRows = (report: Report | Refusal): readonly object[] => {
  if (isRefusal(report)) return [];
  const { total, items } = report;
  return total === undefined ? items : [total, ...items];
};
