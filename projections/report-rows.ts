/** A report: figures of everything, and of each group. */
interface Report {
  readonly total?: object;
  readonly items: readonly object[];
}

/** The rows of a report that its manifest digests: its total, if it has one, then its items. */
export const reportRows = ({ total, items }: Report): readonly object[] =>
  total === undefined ? items : [total, ...items];
