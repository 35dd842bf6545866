import { isRefusal, type RecordedEvent } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import fc from 'fast-check';
import { addOnHistories, agentHistories, liveHistories, ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerOf } from '../test/support/projected-rows.js';
import { anEvent, recordedEvents } from '../test/support/recorded-events.js';
import { factsQuery, type FactsParams, PROJECTIONS, queriesWith, type ReportFacts } from './index.js';
import { countedMeasures, measureOf } from './report-measures.js';

const zones = new TemporalTimeZones();
const facts = factsQuery(zones);
const AT = '2027-01-01T00:00:00.000Z';
const TICKET_GROUPS = [['product'], ['team', 'product']];
const ADD_ON_GROUPS = [['edition'], ['team', 'product']];

const WEEKLY = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]));
const CALENDARS = { version: '1', calendars: [{ id: 'desk', timeZone: 'Asia/Tokyo', weekly: WEEKLY, holidays: [] }] };

/** The history with clocks that count in a calendar that the log has. */
const inCalendar = (history: readonly RecordedEvent[]): readonly RecordedEvent[] => [
  ...recordedEvents(
    anEvent('PolicyVersionUsed', { name: 'calendars', policyVersion: '1', text: JSON.stringify(CALENDARS) }),
  ),
  ...history.map((event) => ({
    ...event,
    data: 'legs' in event.data ? { ...event.data, legs: DESK_LEGS, decidedBy: 'edition' } : event.data,
    metadata: { ...event.metadata, versions: { calendars: '1' } },
  })),
];
const DESK_LEGS = [{ target: 'edition', calendar: 'desk', minutes: 240, dueAt: '2026-11-27T11:30:00.000Z' }];

/** The reports, with logs that they count something of. */
const REPORTS: Readonly<
  Record<
    string,
    { readonly histories: fc.Arbitrary<readonly RecordedEvent[]>; readonly groupings: readonly (readonly string[])[] }
  >
> = {
  responses: { histories: ticketHistories.map(inCalendar), groupings: TICKET_GROUPS },
  backlog: { histories: ticketHistories, groupings: TICKET_GROUPS },
  'follow-ups': { histories: ticketHistories, groupings: TICKET_GROUPS },
  patterns: { histories: fc.oneof(ticketHistories, liveHistories), groupings: TICKET_GROUPS },
  chats: { histories: liveHistories, groupings: TICKET_GROUPS },
  callbacks: { histories: liveHistories, groupings: TICKET_GROUPS },
  'agent-load': { histories: fc.oneof(agentHistories, ticketHistories), groupings: [['agent']] },
  'add-ons': { histories: addOnHistories, groupings: ADD_ON_GROUPS },
  charges: { histories: addOnHistories, groupings: ADD_ON_GROUPS },
};

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

/** The report's total as named measures; that of charges has amounts only. */
const measuresOf = async (rows: ReturnType<typeof readerFor>, { total }: Shown): Promise<unknown> =>
  Array.isArray(total)
    ? { charges: await rows.count('add-on-ledger', [{ column: 'kind', is: '=', value: 'charge' }]), amounts: total }
    : total;

describe('the rows that are counted in a number of a report', () => {
  it.each(Object.entries(REPORTS))(
    '%s: add up to the number, for each measure, group and bucket, in pages',
    async (report, { histories, groupings }) => {
      let numbers = 0;
      await fc.assert(
        fc.asyncProperty(
          histories,
          fc.constantFrom(...groupings, undefined),
          fc.constantFrom('month', undefined),
          fc.integer({ min: 1, max: 5 }),
          fc.nat(),
          async (history, groupBy, bucket, limit, pick) => {
            const rows = readerFor(history);
            const request = { at: AT, ...(groupBy && { groupBy }), ...(bucket && { bucket }) };
            const shown = await reportOf(rows, report, request);
            const total = await measuresOf(rows, shown);
            const measures = countedMeasures(total);
            for (const measure of measures) {
              const whole = await allFacts(rows, { report, request, measure, limit });
              expect({ measure, numbers: [whole.total, sum(whole.items)] }).toEqual({
                measure,
                numbers: Array(2).fill(measureOf(total, measure)),
              });
              numbers += whole.total;
            }
            const measure = measures[pick % measures.length] ?? '';
            if (!groupBy) return;
            for (const item of shown.items.slice(0, 4)) {
              const group = Object.values(item.group ?? {}) as string[];
              const period = item.bucket;
              const of = await allFacts(rows, { report, request, measure, limit, group, ...(period && { period }) });
              expect([of.total, sum(of.items)]).toEqual(Array(2).fill(measureOf(item, measure)));
            }
          },
        ),
        { numRuns: 20 },
      );
      expect(numbers).toBeGreaterThan(0);
    },
  );

  it('Q1 Q2 are the digests of all quarters or of one, by reason and by feature', async () => {
    const digest = (teamId: string, feature: string, recipients: readonly string[], quarter = '2026-Q4') =>
      anEvent('FeatureDigestSent', { teamId, quarter, recipients, features: [{ feature, count: 0 }] });
    const rows = readerFor(
      recordedEvents(
        digest('globex', 'sign', ['gil']),
        digest('acme', 'file-requests', ['aiko', 'ben']),
        digest('acme', 'sign', [], '2027-Q1'),
        anEvent('DigestNotMailed', { teamId: 'acme', quarter: '2026-Q4', memberIds: ['ben'], reason: 'late' }),
      ),
    );
    const of = async (measure: string, period?: string) => {
      const found = await allFacts(rows, {
        report: 'digests',
        request: {},
        measure,
        limit: 1,
        ...(period !== undefined && { group: [], period }),
      });
      return [found.total, ...found.items.map(({ key, value }) => `${key} ${value}`)];
    };
    expect(await of('teams')).toEqual([3, 'acme.2026-Q4 1', 'acme.2027-Q1 1', 'globex.2026-Q4 1']);
    expect(await of('recipients', '2026-Q4')).toEqual([3, 'acme.2026-Q4 2', 'globex.2026-Q4 1']);
    expect(await of('unconfirmed')).toEqual([2, 'acme.2026-Q4 1', 'globex.2026-Q4 1']);
    expect(await of('notMailed.late')).toEqual([1, 'acme.2026-Q4 1']);
    expect(await of('features.file-requests')).toEqual([1, 'acme.2026-Q4 1']);
    expect(await of('features.sign', '2027-Q1')).toEqual([1, 'acme.2027-Q1 1']);
    expect(await of('teams', '2028-Q1')).toEqual([0]);
  });

  it('L2 are clocks with the business time in a calendar of the log', async () => {
    const clocksOf = (ticketId: string) => [
      anEvent('TicketOpened', { ticketId }),
      anEvent('ResponseClockStarted', { ticketId }),
      anEvent('ResponseClockStopped', { ticketId }),
    ];
    const rows = readerFor(inCalendar(recordedEvents(...clocksOf('a'), ...clocksOf('b'), ...clocksOf('c'))));
    const params = { report: 'responses', request: { at: AT }, measure: 'businessMinutes.count', limit: 2 };
    const { total, items } = await allFacts(rows, params);
    expect(total).toBe(3);
    expect(items).toMatchObject(['a', 'b', 'c'].map((key) => ({ model: 'response-report', key, value: 1 })));
  });

  it('K4 have the time of each change of an agent up to the next one, also of another page', async () => {
    const becomes = (availability: 'available' | 'away', hour: number) =>
      anEvent('AgentAvailabilityChanged', { availability }, `2026-11-27T${String(hour).padStart(2, '0')}:00:00.000Z`);
    const changes = Array.from({ length: 12 }, (_, hour) => becomes(hour % 2 === 0 ? 'available' : 'away', hour));
    const rows = readerFor(recordedEvents(...changes, becomes('available', 12), becomes('available', 15)));
    const request = { at: '2026-11-27T16:00:00.000Z' };
    const { total, items } = await allFacts(rows, {
      report: 'agent-load',
      request,
      measure: 'availableMinutes',
      limit: 1,
    });
    expect(total).toBe((6 + 4) * 60);
    const values = items.map(({ row, value }) => [row['at'], value]);
    expect(values).toHaveLength(8);
    expect(Object.fromEntries(values)).toMatchObject({
      '2026-11-27T10:00:00.000Z': 60,
      '2026-11-27T12:00:00.000Z': 180,
      '2026-11-27T15:00:00.000Z': 60,
    });
    expect(items[0]?.row).not.toHaveProperty('until');
  });

  it('P9 are charges, and their sums by currency', async () => {
    const charge = (chargeId: string, minor: number, currency: string) =>
      anEvent('ChargeIssued', { chargeId, amount: { minor, currency } });
    const rows = readerFor(recordedEvents(charge('a', 4500, 'JPY'), charge('b', 1999, 'EUR'), charge('c', 500, 'JPY')));
    const valuesOf = async (report: string, measure: string) => {
      const { items } = await allFacts(rows, { report, request: { at: AT }, measure, limit: 10 });
      return items.map(({ key, value }) => [key.split('.').at(-1), value]);
    };
    const yen = [
      ['a', 4500],
      ['c', 500],
    ];
    expect(await valuesOf('charges', 'amounts.JPY')).toEqual(yen);
    expect(await valuesOf('add-ons', 'revenue.JPY')).toEqual(yen);
    expect(await valuesOf('charges', 'charges')).toEqual(['a', 'b', 'c'].map((key) => [key, 1]));
    expect(
      await facts.run(rows, { report: 'charges', request: { at: AT }, measure: 'amounts', limit: 1 }),
    ).toMatchObject({
      code: 'measure-not-counted',
      details: { measures: ['charges', 'amounts.EUR', 'amounts.JPY'] },
    });
  });

  it('are refused after a row that is not counted in the number, as the cursor of another measure has', async () => {
    const charge = (chargeId: string, currency: string) =>
      anEvent('ChargeIssued', { chargeId, amount: { minor: 500, currency } });
    const rows = readerFor(recordedEvents(charge('a', 'EUR'), charge('b', 'JPY'), charge('c', 'JPY')));
    const of = { report: 'charges', request: { at: AT }, limit: 1 };
    const first = await facts.run(rows, { ...of, measure: 'amounts.JPY' });
    if (isRefusal(first)) throw new Error(first.message);
    const [after] = first.items;
    expect(after?.key).toMatch(/b$/);
    expect(await facts.run(rows, { ...of, measure: 'amounts.EUR', ...(after && { after }) })).toMatchObject({
      code: 'cursor-malformed',
    });
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
