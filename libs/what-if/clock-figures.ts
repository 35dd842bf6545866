import type { Entitlement } from '@ledgerdesk/events';
import type { ClockComparison } from './compare-clock.js';

/** Counts of clocks in both histories. */
export interface ClockFigures {
  /** Clocks that started: in the log, and under the other policies. They differ only where tickets were merged. */
  readonly clocks: number;
  readonly whatIfClocks: number;
  readonly breached: number;
  readonly whatIfBreached: number;
  /** Clocks that are breached only under the other policies, and only in the log. */
  readonly gained: number;
  readonly lost: number;
  /** Clocks whose targets, due times, warnings, pauses or outcomes differ. */
  readonly different: number;
}

/** The names by which clocks are grouped. */
export const WHAT_IF_GROUPINGS = ['team', 'level', 'month'] as const;
export type WhatIfGrouping = (typeof WHAT_IF_GROUPINGS)[number];

/** A group of clocks: the team, the edition or Champion level in the log, and the month of the start. */
export interface ClockGroup {
  readonly team: string;
  readonly level: Entitlement['level'];
  readonly month: string;
}

/** Figures of one group. */
export type GroupedFigures = Partial<ClockGroup> & ClockFigures;

const NO_CLOCKS: ClockFigures = {
  clocks: 0,
  whatIfClocks: 0,
  breached: 0,
  whatIfBreached: 0,
  gained: 0,
  lost: 0,
  different: 0,
};

const NAMES = [
  'clocks',
  'whatIfClocks',
  'breached',
  'whatIfBreached',
  'gained',
  'lost',
  'different',
] as const satisfies readonly (keyof ClockFigures)[];

const figuresOf = ({ recorded, whatIf, change, same }: ClockComparison): ClockFigures => ({
  clocks: recorded ? 1 : 0,
  whatIfClocks: whatIf ? 1 : 0,
  breached: recorded?.breached ? 1 : 0,
  whatIfBreached: whatIf?.breached ? 1 : 0,
  gained: change === 'gained' ? 1 : 0,
  lost: change === 'lost' ? 1 : 0,
  different: same ? 0 : 1,
});

type Sums = { -readonly [Name in keyof ClockFigures]: number };

const addTo = (sums: Sums, figures: ClockFigures): void => {
  for (const name of NAMES) sums[name] += figures[name];
};

/** One group of all three names, with its figures. */
interface Cell extends ClockGroup {
  readonly figures: Sums;
}

/** Sums the figures of clocks by team, level and month. */
export class FigureCells {
  private readonly cells = new Map<string, Cell>();

  constructor(private readonly monthOf: (instant: string) => string) {}

  add(clock: ClockComparison): void {
    const level = clock.recorded?.level ?? clock.whatIf?.level;
    if (level === undefined) return;
    const group = { team: clock.teamId, level, month: this.monthOf(clock.startedAt) };
    const key = Object.values(group).join('\n');
    let cell = this.cells.get(key);
    if (!cell) this.cells.set(key, (cell = { ...group, figures: { ...NO_CLOCKS } }));
    addTo(cell.figures, figuresOf(clock));
  }

  /** The figures of every group of team, level and month that has clocks. */
  get items(): readonly (ClockGroup & ClockFigures)[] {
    return [...this.cells.values()].map(({ figures, ...group }) => ({ ...group, ...figures }));
  }
}

/** The sum of figures. */
export const totalOf = (items: readonly ClockFigures[]): ClockFigures => {
  const sums = { ...NO_CLOCKS };
  for (const item of items) addTo(sums, item);
  return sums;
};

const compareBy =
  (groupBy: readonly WhatIfGrouping[]) =>
  (a: Partial<ClockGroup>, b: Partial<ClockGroup>): number => {
    for (const name of groupBy) {
      const [left, right] = [a[name] ?? '', b[name] ?? ''];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };

/** Figures by each choice and order of names, which are the key: `month,team`. */
export type FigureGroups = ReadonlyMap<string, readonly GroupedFigures[]>;

/** The key of a grouping in FigureGroups. */
export const groupsKey = (groupBy: readonly WhatIfGrouping[]): string => [...new Set(groupBy)].join(',');

/** Every choice of at least one name, in every order, that begins with some names. */
const ordersAfter = (chosen: readonly WhatIfGrouping[]): readonly (readonly WhatIfGrouping[])[] =>
  WHAT_IF_GROUPINGS.filter((name) => !chosen.includes(name))
    .map((name) => [...chosen, name])
    .flatMap((names) => [names, ...ordersAfter(names)]);

/** Groups and sorts figures in each way that can be asked for. Orders of the same names share their groups. */
export const groupEveryWay = (items: readonly (ClockGroup & ClockFigures)[]): FigureGroups => {
  const byNames = new Map<string, readonly GroupedFigures[]>();
  const groups = new Map<string, readonly GroupedFigures[]>();
  for (const order of ordersAfter([])) {
    const names = WHAT_IF_GROUPINGS.filter((name) => order.includes(name));
    const grouped = byNames.get(groupsKey(names)) ?? groupFigures(items, names);
    byNames.set(groupsKey(names), grouped);
    groups.set(groupsKey(order), grouped.toSorted(compareBy(order)));
  }
  return groups;
};

/** Figures by some of the names, in the order of these. Without names, the total. */
export const groupFigures = (
  items: readonly (ClockGroup & ClockFigures)[],
  groupBy: readonly WhatIfGrouping[],
): readonly GroupedFigures[] => {
  const groups = new Map<string, Partial<ClockGroup> & { readonly figures: Sums }>();
  for (const item of items) {
    const group: Partial<ClockGroup> = Object.fromEntries(groupBy.map((name) => [name, item[name]]));
    const key = JSON.stringify(groupBy.map((name) => item[name]));
    let found = groups.get(key);
    if (!found) groups.set(key, (found = { ...group, figures: { ...NO_CLOCKS } }));
    addTo(found.figures, item);
  }
  return [...groups.values()].sort(compareBy(groupBy)).map(({ figures, ...group }) => ({ ...group, ...figures }));
};
