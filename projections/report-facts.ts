import { isRecord, isRefusal, type Projection, refuse, type Refusal, type Row } from '@ledgerdesk/kernel';
import { InMemoryRowReader, type KeyedRow, type NamedQuery, type RowReader } from '@ledgerdesk/read-store';
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
  /** Path of the measure, such as `breached` or `waitMinutes.count`. */
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

/** A reader of which a report sees some rows of one of the models that it counts, and none of the others. */
const only = (
  rows: RowReader,
  counted: readonly string[],
  { projection, some }: { readonly projection: Projection; readonly some: readonly KeyedRow[] },
): RowReader => {
  const table = new InMemoryRowReader([{ projection, rows: new Map(some.map(({ key, row }) => [key, row])) }]);
  return {
    get: (model, key) => rows.get(model, key),
    find: (model, query) => rows.find(model, query),
    count: (model, where) => rows.count(model, where),
    scan: (model, query) => rows.scan(model, query),
    scanCounts: (model, query) => rows.scanCounts(model, query),
    counts: (model, within) => rows.counts(model, within),
    each: async (model, where, visit) => {
      if (model === projection.name) await table.each(model, where, visit);
      else if (!counted.includes(model)) await rows.each(model, where, visit);
    },
  };
};

/**
 * Finds the rows that are counted in a measure by halves: a part of the rows of which the report has none is left out
 * at once.
 */
class FactSearch {
  readonly found: CountedRow[] = [];

  constructor(
    private readonly rows: RowReader,
    private readonly query: ReportQuery,
    private readonly params: FactsParams,
  ) {}

  /** Adds counted rows in the order of `some`, until there is one more than the limit. */
  async add(projection: Projection, some: readonly KeyedRow[]): Promise<void> {
    const [first] = some;
    if (!first || this.found.length > this.params.limit) return;
    const value = await this.valueOf(projection, some);
    if (value === 0) return;
    if (some.length === 1) {
      this.found.push({ model: projection.name, ...first, value });
      return;
    }
    const middle = Math.floor(some.length / 2);
    await this.add(projection, some.slice(0, middle));
    await this.add(projection, some.slice(middle));
  }

  private async valueOf(projection: Projection, some: readonly KeyedRow[]): Promise<number> {
    const reader = only(this.rows, countedModels(this.query, this.params.request), { projection, some });
    const answer = await this.query.run(reader, this.params.request);
    return isReport(answer) ? measureOf(measuresIn(answer, this.params), this.params.measure) : 0;
  }
}

/** The read models whose rows a report counts, in order. */
const countedModels = (query: ReportQuery, request: object): readonly string[] =>
  query.question?.counts ?? query.models(request);

/** The rows of a model after a key, in key order. */
const rowsAfter = (rows: RowReader, model: string, key: string | undefined): Promise<readonly KeyedRow[]> =>
  rows.find(model, { where: key === undefined ? [] : [{ column: 'key', is: '>', value: key }], orderBy: [] });

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
      rows: ({ items }) => items,
    },
    run: async (rows, params) => {
      const { report, request, measure, after, limit } = params;
      const query = reportNamed(report);
      const answer = await query.run(rows, request);
      if (isRefusal(answer) || !isReport(answer)) return isRefusal(answer) ? answer : notCounted(measure, []);
      const measures = countedMeasures(answer.total);
      if (!measures.includes(measure)) return notCounted(measure, measures);
      const total = measureOf(measuresIn(answer, params), measure);
      const search = new FactSearch(rows, query, params);
      const models = countedModels(query, request);
      for (const model of models.slice(after ? models.indexOf(after.model) : 0)) {
        const projection = projections.find(({ name }) => name === model);
        if (!projection) continue;
        await search.add(projection, await rowsAfter(rows, model, model === after?.model ? after.key : undefined));
      }
      return { total, items: search.found.slice(0, limit), more: search.found.length > limit };
    },
  };
};
