import { type Figure, figuresByPath, pathLabel } from './figures.js';
import { dayAndHour, groupLabel } from './group-label.js';
import type { ChartPlan } from './chart-plans.js';
import type { PicturedReport, ReportedItem } from './report.js';

/** Groups that a chart shows; the others are left out, and the chart says so. The table has them all. */
const MAX_GROUPS = 12;

/** A point of a chart: a value of a series at a place of the axis. */
export interface Point {
  readonly x: string;
  readonly series: string;
  readonly value: number;
}

/** A cell of an hour of the week. */
export interface HourCell {
  readonly day: string;
  readonly hour: number;
  readonly value: number;
}

/** The points of a chart, and what is beside each other on its axis. */
export interface ChartPoints {
  readonly axis: 'buckets' | 'groups' | 'figures';
  readonly points: readonly Point[];
  /** Names of the series, in order. */
  readonly series: readonly string[];
  /** Number of groups that are left out. */
  readonly leftOut: number;
}

const valueAt = (item: ReportedItem, path: string): Figure | undefined => figuresByPath(item).get(path);

const sumBy = (items: readonly ReportedItem[], path: string, keyOf: (item: ReportedItem) => string) => {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + (valueAt(item, path) ?? 0));
  return sums;
};

/** The groups with the largest sums of a figure, in the order of the report. */
const shownGroups = (items: readonly ReportedItem[], path: string): { shown: readonly string[]; leftOut: number } => {
  const sums = sumBy(items, path, groupLabel);
  const largest = [...sums].sort(([, a], [, b]) => b - a).slice(0, MAX_GROUPS);
  const names = new Set(largest.map(([name]) => name));
  return { shown: [...sums.keys()].filter((name) => names.has(name)), leftOut: sums.size - names.size };
};

const pointsOf = (
  items: readonly ReportedItem[],
  figures: readonly string[],
  place: (item: ReportedItem, figure: string) => Pick<Point, 'x' | 'series'>,
): readonly Point[] =>
  items.flatMap((item) =>
    figures.flatMap((figure) => {
      const value = valueAt(item, figure);
      return typeof value === 'number' ? [{ ...place(item, figure), value }] : [];
    }),
  );

/**
 * Returns the points of a chart. Over time, each group is a series of the chart's first figure; without groups, each
 * figure is one. Without buckets, groups are beside each other.
 */
export const chartPoints = ({ items, total }: PicturedReport, { figures }: ChartPlan): ChartPoints => {
  const [first = ''] = figures;
  const isGrouped = items.some(({ group }) => Object.keys(group).length > 0);
  const hasBuckets = items.some(({ bucket }) => bucket !== undefined);
  const { shown, leftOut } = isGrouped ? shownGroups(items, first) : { shown: [], leftOut: 0 };
  const inChart = isGrouped ? items.filter((item) => shown.includes(groupLabel(item))) : items;
  if (hasBuckets && isGrouped) {
    const place = (item: ReportedItem) => ({ x: item.bucket ?? '', series: groupLabel(item) });
    return { axis: 'buckets', points: pointsOf(inChart, [first], place), series: shown, leftOut };
  }
  const series = figures.map(pathLabel);
  if (hasBuckets) {
    const place = (item: ReportedItem, figure: string) => ({ x: item.bucket ?? '', series: pathLabel(figure) });
    return { axis: 'buckets', points: pointsOf(inChart, figures, place), series, leftOut };
  }
  if (isGrouped) {
    const place = (item: ReportedItem, figure: string) => ({ x: groupLabel(item), series: pathLabel(figure) });
    return { axis: 'groups', points: pointsOf(inChart, figures, place), series, leftOut };
  }
  const whole = [{ ...total, group: {} }];
  const place = (_: ReportedItem, figure: string) => ({ x: pathLabel(figure), series: pathLabel(figure) });
  return { axis: 'figures', points: pointsOf(whole, figures, place), series, leftOut };
};

/** Returns the first figure of a chart by hour of the week, over all buckets and other groups. */
export const hourCells = ({ items }: PicturedReport, { figures: [first = ''] }: ChartPlan): readonly HourCell[] =>
  [...sumBy(items, first, ({ group }) => String(group['hourOfWeek'] ?? ''))]
    .filter(([hour]) => hour !== '')
    .map(([hour, value]) => ({ ...dayAndHour(Number(hour)), value }));
