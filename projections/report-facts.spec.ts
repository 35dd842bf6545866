import { isRefusal, type RecordedEvent } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import fc from 'fast-check';
import { liveHistories, ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerOf } from '../test/support/projected-rows.js';
import { factsQuery, type FactsParams, PROJECTIONS, queriesWith, type ReportFacts } from './index.js';
import { countedMeasures, measureOf } from './report-measures.js';

const zones = new TemporalTimeZones();
const facts = factsQuery(zones);
const AT = '2027-01-01T00:00:00.000Z';
const REPORTS = ['responses', 'backlog', 'follow-ups', 'chats', 'callbacks', 'patterns'] as const;

interface Shown {
  readonly total: unknown;
  readonly items: readonly { readonly group?: object; readonly bucket?: string }[];
}

const readerFor = (history: readonly RecordedEvent[]) => readerOf(PROJECTIONS, history);

const reportOf = async (rows: ReturnType<typeof readerFor>, report: string, request: object): Promise<Shown> => {
  const query = queriesWith(zones).find(({ question }) => question?.kind === 'report' && question.name === report);
  const answer = await query?.run(rows, request);
  if (answer === undefined || isRefusal(answer)) throw new Error(`No report ${report}.`);
  return answer as Shown;
};

/** All pages of the rows that are counted in a number. */
const allFacts = async (rows: ReturnType<typeof readerFor>, params: FactsParams): Promise<ReportFacts> => {
  const items: ReportFacts['items'][number][] = [];
  for (let after = params.after; ;) {
    const page = await facts.run(rows, { ...params, ...(after && { after }) });
    if (isRefusal(page)) throw new Error(page.message);
    items.push(...page.items);
    const last = page.items.at(-1);
    if (!page.more || !last) return { ...page, items };
    after = { model: last.model, key: last.key };
  }
};

const sum = (items: ReportFacts['items']): number => items.reduce((all, { value }) => all + value, 0);

describe('the rows that are counted in a number of a report', () => {
  it('add up to the number, for each measure, group and bucket, in pages', async () => {
    let numbers = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(ticketHistories, liveHistories),
        fc.constantFrom(...REPORTS),
        fc.constantFrom(['product'], ['team', 'product'], undefined),
        fc.constantFrom('month', undefined),
        fc.integer({ min: 1, max: 5 }),
        async (history, report, groupBy, bucket, limit) => {
          const rows = readerFor(history);
          const request = { at: AT, ...(groupBy && { groupBy }), ...(bucket && { bucket }) };
          const { total, items } = await reportOf(rows, report, request);
          const measures = countedMeasures(total);
          for (const measure of measures) {
            const whole = await allFacts(rows, { report, request, measure, limit });
            expect([whole.total, sum(whole.items)]).toEqual(Array(2).fill(measureOf(total, measure)));
          }
          const measure = measures[0] ?? '';
          if (!groupBy) return;
          for (const item of items.slice(0, 4)) {
            const group = Object.values(item.group ?? {}) as string[];
            const period = item.bucket;
            const of = await allFacts(rows, { report, request, measure, limit, group, ...(period && { period }) });
            expect([of.total, sum(of.items)]).toEqual(Array(2).fill(measureOf(item, measure)));
            numbers += of.total;
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(numbers).toBeGreaterThan(0);
  });

  it('are refused for a measure that rows do not make up, with those that they do', async () => {
    const rows = readerFor([]);
    for (const measure of ['waitMinutes.p90', 'colour', '__proto__', 'toString'])
      expect(await facts.run(rows, { report: 'chats', request: {}, measure, limit: 1 })).toMatchObject({
        code: 'measure-not-counted',
        details: { measures: expect.arrayContaining(['chats', 'waitMinutes.count']) as unknown },
      });
  });
});
