import type { MinorAmount } from './report-values.js';
import { amountsAt, numberAt } from './report-values.js';
import type { Measure, ReportKind } from './report-kinds.js';

/** An item of a report in one shape, whatever the report. */
export interface ReportRow {
  /** Values of the groupings, by name. */
  readonly group: Readonly<Record<string, string | number | null>>;
  /** Name of the bucket; undefined without buckets. */
  readonly bucket: string | undefined;
  /** The item as it was answered. */
  readonly item: object;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isGroupValue = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number';

/** Fields that name an item of a report without groups or buckets. */
const PLAIN_GROUPS = ['level', 'product', 'edition', 'reason'];
const PLAIN_BUCKETS = ['bucket', 'month', 'quarter'];

/** The items of a report as rows. */
export const reportRows = (items: readonly object[]): readonly ReportRow[] =>
  items.map((item) => {
    const fields: Readonly<Record<string, unknown>> = { ...item };
    const group = isRecord(fields['group'])
      ? fields['group']
      : Object.fromEntries(PLAIN_GROUPS.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));
    const bucket = PLAIN_BUCKETS.map((name) => fields[name]).find((value) => typeof value === 'string');
    return {
      group: Object.fromEntries(
        Object.entries(group).flatMap(([name, value]) => (isGroupValue(value) ? [[name, value]] : [])),
      ),
      bucket: typeof bucket === 'string' ? bucket : undefined,
      item,
    };
  });

/** Buckets of the rows, in order. */
export const bucketsOf = (rows: readonly ReportRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ bucket }) => (bucket === undefined ? [] : [bucket]))),
];

/** Rows by group, in the order of their first row. */
export const byGroup = (rows: readonly ReportRow[]): ReadonlyMap<string, readonly ReportRow[]> => {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.group);
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
};

/**
 * The figures of a whole report. That of charges is answered with their amounts alone: their number is the sum of the
 * rows.
 */
export const reportTotal = (
  total: unknown,
  rows: readonly ReportRow[],
  { measures }: Pick<ReportKind, 'measures'>,
): object | undefined => {
  if (!Array.isArray(total)) return isRecord(total) ? total : undefined;
  const counted = measures.filter(({ kind }) => kind === 'count');
  const sumOf = (path: string): number => rows.reduce((sum, { item }) => sum + (numberAt(item, path) ?? 0), 0);
  return { ...Object.fromEntries(counted.map(({ path }) => [path, sumOf(path)])), amounts: total };
};

const csvCell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  // A spreadsheet computes texts that begin like a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const amountText = ({ minor, currency }: MinorAmount): string => `${minor} ${currency}`;

const cellOf = (item: object, { path, kind }: Measure): string | number | null =>
  kind === 'money' ? amountsAt(item, path).map(amountText).join('; ') : numberAt(item, path);

/** The rows as CSV (RFC 4180): bucket, groupings and measures, exactly as they were answered. */
export const reportCsv = (rows: readonly ReportRow[], { measures }: Pick<ReportKind, 'measures'>): string => {
  const groupings = Object.keys(rows[0]?.group ?? {});
  const hasBuckets = rows.some(({ bucket }) => bucket !== undefined);
  const head = [...(hasBuckets ? ['bucket'] : []), ...groupings, ...measures.map(({ path }) => path)];
  const lines = rows.map(({ bucket, group, item }) => [
    ...(hasBuckets ? [bucket ?? null] : []),
    ...groupings.map((name) => group[name] ?? null),
    ...measures.map((measure) => cellOf(item, measure)),
  ]);
  return [head, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
};
