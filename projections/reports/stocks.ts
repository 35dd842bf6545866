import { addMillis, type Instant } from '@ledgerdesk/kernel';
import type { GroupedReportRequest, ReportAnswer, ReportItem } from './grouped-report.js';
import { type Grouping, groupingsOf, type GroupValues } from './groupings.js';
import { type Interval, type Span, spanWithin } from './interval.js';

/** A report of what there is at a moment: nothing counts that begins after `at`. */
export interface StockReportRequest extends GroupedReportRequest {
  /** The moment of the answer: now, or that of `asOf`. */
  readonly at: Instant;
}

/** Returns the groupings of a report of what there is: an hour of the week comes again and again, and has no end. */
export const stockGroupings = <Fact>(values: GroupValues<Fact>): readonly Grouping[] =>
  groupingsOf(values).filter((name) => name !== 'hourOfWeek');

/** Returns the request with an end: `to`, or the moment of the answer if that is earlier. */
export const endedAtMoment = <Request extends StockReportRequest>(
  request: Request,
): Request & { readonly to: Instant } => {
  const end = addMillis(request.at, 1);
  return { ...request, to: request.to !== undefined && request.to < end ? request.to : end };
};

/** One more or one less of something from an instant on. */
export interface StockChange {
  readonly at: Instant;
  readonly by: 1 | -1;
}

/** Returns the changes by a span in an interval. What lasts when the interval begins is added at its first instant. */
export const stockChanges = (span: Span, interval: Interval): readonly StockChange[] => {
  const within = spanWithin(span, interval);
  if (!within) return [];
  const added: StockChange = { at: within.at, by: 1 };
  return within.until === undefined ? [added] : [added, { at: within.until, by: -1 }];
};

/**
 * Returns a report whose measures `stocks`, which its facts changed, are those at the end of each bucket. The total has
 * those at the end of the report.
 */
export const withStocks = <Stock extends string, Measures extends Readonly<Record<Stock, number>>>(
  { total, items }: ReportAnswer<Measures>,
  stocks: readonly Stock[],
): ReportAnswer<Measures> => {
  const sums = new Map<string, Record<string, number>>();
  const atEnd = (item: ReportItem<Measures>): ReportItem<Measures> => {
    const key = JSON.stringify(item.group);
    const before = sums.get(key);
    const sum = Object.fromEntries(stocks.map((stock) => [stock, (before?.[stock] ?? 0) + item[stock]]));
    sums.set(key, sum);
    return { ...item, ...sum };
  };
  return { total, items: items.map(atEnd) };
};
