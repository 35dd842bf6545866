import { isRecord, isRefusal, LatestAnswers, refuse, type Refusal, type Row } from '@ledgerdesk/kernel';
import type { Condition, NamedQuery, ReportFactRules, RowReader } from '@ledgerdesk/read-store';
import { REPORT_DEFAULTS } from './report-defaults.js';
import { countedMeasures, measureOf } from './report-measures.js';
import { RowsApart } from './reports/rows-apart.js';

/** A number in a report: which rows are counted in it. */
export interface FactsParams {
  /** Name of the report. */
  readonly report: string;
  /** Parameters of the report. */
  readonly request: object;
  /** The values of the group, in the order of `groupBy`. Default: the total. */
  readonly group?: readonly (string | number | null)[];
  /** Name of the bucket. Default: the total. */
  readonly period?: string;
  /** Path of the measure, such as `breached`, `waitMinutes.count` or `revenue.EUR`. */
  readonly measure: string;
  /** The last row of the page before. */
  readonly after?: { readonly model: string; readonly key: string };
  readonly limit: number;
}

/** The number, without the page of its rows. */
type NumberParams = Omit<FactsParams, 'after' | 'limit'>;

/** A row that is counted in a number of a report. */
export interface CountedRow {
  /** The read model of the row. */
  readonly model: string;
  readonly key: string;
  readonly row: Row;
  /** How much of the number the row makes. */
  readonly value: number;
}

/** A page of the rows that are counted in a number of a report. */
export interface ReportFacts {
  /** The number in the report. The values of all rows add up to it. */
  readonly total: number;
  readonly items: readonly CountedRow[];
  /** True if more rows follow. */
  readonly more: boolean;
}

type ReportQuery = NamedQuery<unknown, unknown>;

/** The report as it is shown: a total and items. */
interface Report {
  readonly total: unknown;
  readonly items: readonly unknown[];
}

const isReport = (answer: unknown): answer is Report =>
  isRecord(answer) && 'total' in answer && Array.isArray(answer['items']);

const isItem =
  ({ group, period }: Pick<FactsParams, 'group' | 'period'>) =>
  (item: unknown): boolean => {
    if (!isRecord(item) || (period !== undefined && item['bucket'] !== period)) return false;
    const values = Object.values(isRecord(item['group']) ? item['group'] : {});
    return group === undefined || (values.length === group.length && group.every((value, at) => values[at] === value));
  };

/** The measures of the group and bucket; those of all facts if neither is given. Undefined: the report has no such. */
const measuresIn = ({ total, items }: Report, params: NumberParams): unknown =>
  params.group === undefined && params.period === undefined ? total : items.find(isItem(params));

const notCounted = (measure: string, measures: readonly string[]): Refusal =>
  refuse(
    'invalid',
    'measure-not-counted',
    `The rows of the measure "${measure}" cannot be listed. Use one of ${measures.join(', ')}.`,
    { details: { measures } },
  );

const nameOf = (model: string, key: string): string => `${model}\n${key}`;

/** The rows of the models that a report counts, each named while the report visits it. */
const rowsApart = async (
  rows: RowReader,
  apart: RowsApart,
  { models, rules }: { readonly models: readonly string[]; readonly rules: ReportFactRules },
): Promise<RowReader> => {
  const complete = new Map<string, Row>();
  for (const model of rules.complete ? models : [])
    for (const { key, row } of rules.complete?.(model, await rows.find(model)) ?? [])
      complete.set(nameOf(model, key), row);
  return {
    get: (model, key) => rows.get(model, key),
    find: (model, query) => rows.find(model, query),
    count: (model, where) => rows.count(model, where),
    scan: (model, query) => rows.scan(model, query),
    scanCounts: (model, query) => rows.scanCounts(model, query),
    counts: (model, within) => rows.counts(model, within),
    each: async <R extends Row>(model: string, where: readonly Condition[], visit: (row: R) => void) => {
      for (const { key, row } of await rows.find<R>(model, { where })) {
        apart.row = nameOf(model, key);
        // A completed row has more members than the stored one, of the same type.
        visit((complete.get(apart.row) as R | undefined) ?? row);
      }
    },
  };
};

/** Answers with a total of named measures. */
const measured = (query: ReportQuery, rows: RowReader, request: object): Promise<unknown> =>
  query.question?.facts?.measured?.(rows, request) ?? query.run(rows, request);

/** All rows that are counted in a number, in order, and the number. */
interface CountedRows {
  readonly total: number;
  readonly items: readonly CountedRow[];
}

/** Runs a report once, and takes from it the rows that are counted in a number. */
const countRows = async (rows: RowReader, query: ReportQuery, params: NumberParams): Promise<CountedRows | Refusal> => {
  const { request, group, period, measure } = params;
  const rules = query.question?.facts ?? {};
  const models = query.models(request);
  const isStock = rules.stocks?.includes(measure) === true;
  const apart = new RowsApart({ measure, isStock, ...(group && { group }), ...(period !== undefined && { period }) });
  const reader = await rowsApart(rows, apart, { models, rules });
  const answer = await measured(query, reader, { ...request, apart });
  if (isRefusal(answer) || !isReport(answer)) return isRefusal(answer) ? answer : notCounted(measure, []);
  const measures = countedMeasures(answer.total);
  if (!measures.includes(measure)) return notCounted(measure, measures);
  const items: CountedRow[] = [];
  for (const model of models)
    for (const { key, row } of await rows.find(model)) {
      const value = apart.values.get(nameOf(model, key));
      if (value !== undefined && value !== 0) items.push({ model, key, row, value });
    }
  return { total: measureOf(measuresIn(answer, params), measure), items };
};

/** Numbers of a replay whose rows are kept for the next page. */
const MAX_KEPT = 4;

/** Counted rows by the rows that they were counted in, so that all pages take one run of the report. */
class KeptCounts {
  private readonly kept = new WeakMap<RowReader, LatestAnswers<CountedRows | Refusal>>();

  get(rows: RowReader, key: string, count: () => Promise<CountedRows | Refusal>): Promise<CountedRows | Refusal> {
    const counts = this.kept.get(rows) ?? new LatestAnswers<CountedRows | Refusal>(MAX_KEPT);
    this.kept.set(rows, counts);
    return counts.get(key, count);
  }
}

/** The index after a row; that of the first row without one. Refuses a row that is not counted in the number. */
const indexAfter = (items: readonly CountedRow[], after: FactsParams['after']): number | Refusal => {
  if (!after) return 0;
  const index = items.findIndex(({ model, key }) => model === after.model && key === after.key);
  return index < 0 ? ofAnotherNumber() : index + 1;
};

const ofAnotherNumber = (): Refusal =>
  refuse(
    'invalid',
    'cursor-malformed',
    'The cursor belongs to another number of the report. Repeat the request without a cursor.',
  );

/** The rows that are counted in a number of any report. */
export const reportFactsQuery = (reports: readonly ReportQuery[]): NamedQuery<FactsParams, ReportFacts | Refusal> => {
  const kept = new KeptCounts();
  const reportNamed = (name: string): ReportQuery => {
    const found = reports.find(({ question }) => question?.kind === 'report' && question.name === name);
    if (!found) throw new RangeError(`Unknown report "${name}". Register it or correct the name.`);
    return found;
  };
  return {
    name: 'report-facts',
    keepsReplay: true,
    models: ({ report, request }) => reportNamed(report).models(request),
    question: {
      kind: 'facts',
      namedBy: 'report',
      parameters: ['request', 'group', 'period', 'measure', 'after', 'limit'],
      defaults: { request: REPORT_DEFAULTS, group: null, period: null, after: null },
      rows: ({ items }) => items,
    },
    run: async (rows, { after, limit, ...number }) => {
      const { report } = number;
      const counted = await kept.get(rows, JSON.stringify(number), () => countRows(rows, reportNamed(report), number));
      if (isRefusal(counted)) return counted;
      const from = indexAfter(counted.items, after);
      if (isRefusal(from)) return from;
      const items = counted.items.slice(from, from + limit);
      return { total: counted.total, items, more: counted.items.length > from + limit };
    },
  };
};
