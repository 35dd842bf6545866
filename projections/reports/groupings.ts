/** What facts can be grouped by. Each report has those that its facts have. */
export const GROUPINGS = [
  'team',
  'product',
  'level',
  'edition',
  'language',
  'agent',
  'issueType',
  'channel',
  'reason',
  'hourOfWeek',
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Maximum number of groupings of a report. */
export const MAX_GROUPINGS = 3;

/** The value of a fact under a grouping. Null: it has none, or none is known. */
export type GroupValue = string | number | null;

/** The values that all facts of a group share, by grouping. */
export type Group = { readonly [Name in Grouping]?: GroupValue };

/** How a report reads the values of its facts. The hour of the week follows from their start. */
export type GroupValues<Fact> = { readonly [Name in Exclude<Grouping, 'hourOfWeek'>]?: (fact: Fact) => string | null };

/** Returns the groupings of a report, in the order of `GROUPINGS`. */
export const groupingsOf = <Fact>(values: GroupValues<Fact>): readonly Grouping[] =>
  GROUPINGS.filter((name) => name === 'hourOfWeek' || values[name] !== undefined);
