import { isRecord, isRefusal, type Projection, refuse, type Refusal, type Row } from '@ledgerdesk/kernel';
import {
  InMemoryRowReader,
  type KeyedRow,
  type NamedQuery,
  type ReportFactRules,
  type RowReader,
} from '@ledgerdesk/read-store';
import { REPORT_DEFAULTS } from './report-defaults.js';
import { countedMeasures, measureOf } from './report-measures.js';

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
const measuresIn = ({ total, items }: Report, params: FactsParams): unknown =>
  params.group === undefined && params.period === undefined ? total : items.find(isItem(params));

const notCounted = (measure: string, measures: readonly string[]): Refusal =>
  refuse(
    'invalid',
    'measure-not-counted',
    `The rows of the measure "${measure}" cannot be listed. Use one of ${measures.join(', ')}.`,
    { details: { measures } },
  );

/** A read model that a report counts. */
interface CountedModel {
  readonly projection: Projection;
  /** Rows that all others are counted with. */
  readonly context: readonly KeyedRow[];
}

/** A row as it is stored, and as it is counted. */
interface CountableRow {
  readonly stored: KeyedRow;
  readonly counted: KeyedRow;
}

/** A reader of which a report sees some rows of one of the models that it counts, and none of the others. */
const only = (rows: RowReader, { projection, context }: CountedModel, some: readonly CountableRow[]): RowReader => {
  const seen = [...context, ...some.map(({ counted }) => counted)];
  const table = new InMemoryRowReader([{ projection, rows: new Map(seen.map(({ key, row }) => [key, row])) }]);
  return {
    get: (model, key) => rows.get(model, key),
    find: (model, query) => rows.find(model, query),
    count: (model, where) => rows.count(model, where),
    scan: (model, query) => rows.scan(model, query),
    scanCounts: (model, query) => rows.scanCounts(model, query),
    counts: (model, within) => rows.counts(model, within),
    each: async (model, where, visit) => {
      if (model === projection.name) await table.each(model, where, visit);
    },
  };
};

/** The report as rows are counted in it: of one group, or the total alone, which no grouping or bucket changes. */
const measuredBy = (query: ReportQuery, { request, group, period }: FactsParams) => {
  const isTotal = group === undefined && period === undefined;
  const asked = isTotal
    ? { ...request, groupBy: undefined, bucket: undefined }
    : { ...request, ...(group && { onlyGroup: group }) };
  return (rows: RowReader): Promise<unknown> => measured(query, rows, asked);
};

/** Answers with a total of named measures. */
const measured = (query: ReportQuery, rows: RowReader, request: object): Promise<unknown> =>
  query.question?.facts?.measured?.(rows, request) ?? query.run(rows, request);

/**
 * Finds the rows that are counted in a measure by halves: a part of the rows of which the report has none is left out
 * at once.
 */
class FactSearch {
  readonly found: CountedRow[] = [];
  readonly #report: (rows: RowReader) => Promise<unknown>;

  constructor(
    private readonly rows: RowReader,
    query: ReportQuery,
    private readonly params: FactsParams,
  ) {
    this.#report = measuredBy(query, params);
  }

  /** Adds counted rows in the order of `some`, until there is one more than the limit. */
  async add(model: CountedModel, some: readonly CountableRow[]): Promise<void> {
    const [first] = some;
    if (!first || this.found.length > this.params.limit) return;
    const value = await this.valueOf(model, some);
    if (value === 0) return;
    if (some.length === 1) {
      this.found.push({ model: model.projection.name, ...first.stored, value });
      return;
    }
    const middle = Math.floor(some.length / 2);
    await this.add(model, some.slice(0, middle));
    await this.add(model, some.slice(middle));
  }

  private async valueOf(model: CountedModel, some: readonly CountableRow[]): Promise<number> {
    const answer = await this.#report(only(this.rows, model, some));
    return isReport(answer) ? measureOf(measuresIn(answer, this.params), this.params.measure) : 0;
  }
}

/** The rows of a model after a key, in key order, as they are stored and as they are counted. */
const rowsAfter = async (
  rows: RowReader,
  { model, key, rules }: { readonly model: string; readonly key: string | undefined; readonly rules: ReportFactRules },
): Promise<readonly CountableRow[]> => {
  const where = key === undefined ? [] : [{ column: 'key', is: '>', value: key } as const];
  const stored = await rows.find(model, { where });
  if (!rules.complete) return stored.map((row) => ({ stored: row, counted: row }));
  const all = key === undefined ? stored : await rows.find(model);
  const complete = new Map(rules.complete(model, all).map((row) => [row.key, row]));
  return stored.map((row) => ({ stored: row, counted: complete.get(row.key) ?? row }));
};

/** The rows of a model that all others are counted with. */
const contextOf = async (rows: RowReader, model: string, { context }: ReportFactRules): Promise<readonly KeyedRow[]> =>
  context ? rows.find(model, { where: context }) : [];

/** The rows that are counted in a number of any report. */
export const reportFactsQuery = (
  reports: readonly ReportQuery[],
  projections: readonly Projection[],
): NamedQuery<FactsParams, ReportFacts | Refusal> => {
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
    run: async (rows, params) => {
      const { report, request, measure, after, limit } = params;
      const query = reportNamed(report);
      const answer = await measured(query, rows, request);
      if (isRefusal(answer) || !isReport(answer)) return isRefusal(answer) ? answer : notCounted(measure, []);
      const measures = countedMeasures(answer.total);
      if (!measures.includes(measure)) return notCounted(measure, measures);
      const total = measureOf(measuresIn(answer, params), measure);
      const search = new FactSearch(rows, query, params);
      const models = query.models(request);
      const rules = query.question?.facts ?? {};
      for (const model of models.slice(after ? models.indexOf(after.model) : 0)) {
        const projection = projections.find(({ name }) => name === model);
        if (!projection) continue;
        const key = model === after?.model ? after.key : undefined;
        const counted = { projection, context: await contextOf(rows, model, rules) };
        await search.add(counted, await rowsAfter(rows, { model, key, rules }));
      }
      return { total, items: search.found.slice(0, limit), more: search.found.length > limit };
    },
  };
};
