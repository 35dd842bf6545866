import { isRefusal } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import fc from 'fast-check';
import { BUCKET_SIZES } from './buckets.js';
import { GroupedReport, type GroupedReportRequest, MAX_ITEMS, type ReportDefinition } from './grouped-report.js';
import { groupingsOf, MAX_GROUPINGS } from './groupings.js';
import { RowsApart } from './rows-apart.js';

interface Visit {
  readonly at: string;
  readonly team: string;
  readonly agent: string | null;
}
interface Visits {
  readonly visits: number;
}
const definition: ReportDefinition<Visit, Visits> = {
  startOf: ({ at }) => at,
  values: { team: ({ team }) => team, agent: ({ agent }) => agent },
  tally: () => {
    let visits = 0;
    return { add: () => void (visits += 1), measures: () => ({ visits }) };
  },
};
const zones = new TemporalTimeZones();
const reportOf = (request: GroupedReportRequest, ...visits: readonly Visit[]) => {
  const report = new GroupedReport(definition, request, zones);
  for (const visit of visits) report.add(visit);
  return report.answer();
};
const visit = (at: string, team = 'acme', agent: string | null = null): Visit => ({ at, team, agent });
const OCTOBER = visit('2026-10-31T15:00:00.000Z', 'globex', 'kenji');
const DECEMBER = visit('2026-12-01T00:00:00.000Z');

describe('a grouped report', () => {
  it('has an item for each group in each bucket, also without facts, by bucket and group', () => {
    expect(reportOf({ groupBy: ['team'], bucket: 'month' }, DECEMBER, OCTOBER, DECEMBER)).toEqual({
      total: { visits: 3 },
      items: [
        { group: { team: 'acme' }, bucket: '2026-10', visits: 0 },
        { group: { team: 'globex' }, bucket: '2026-10', visits: 1 },
        { group: { team: 'acme' }, bucket: '2026-11', visits: 0 },
        { group: { team: 'globex' }, bucket: '2026-11', visits: 0 },
        { group: { team: 'acme' }, bucket: '2026-12', visits: 2 },
        { group: { team: 'globex' }, bucket: '2026-12', visits: 0 },
      ],
    });
  });

  it('has buckets from the start to the end that the request names, in its time zone', () => {
    const from = '2026-10-31T15:00:00.000Z';
    const to = '2027-01-01T00:00:00.000Z';
    const bucketsOf = (request: GroupedReportRequest, ...visits: readonly Visit[]) => {
      const answer = reportOf(request, ...visits);
      return isRefusal(answer) ? answer : answer.items.map(({ bucket, visits: count }) => [bucket, count]);
    };
    expect(bucketsOf({ bucket: 'month', from, to, timeZone: 'Asia/Tokyo' }, OCTOBER, DECEMBER)).toEqual([
      ['2026-11', 1],
      ['2026-12', 1],
      ['2027-01', 0],
    ]);
    expect(bucketsOf({ bucket: 'quarter', from, to })).toEqual([['2026-Q4', 0]]);
    expect(bucketsOf({ bucket: 'month' })).toEqual([]);
  });

  it('leaves out facts that started before `from`, or at or after `to`', () => {
    const request = { from: OCTOBER.at, to: DECEMBER.at };
    expect(reportOf(request, OCTOBER, DECEMBER)).toEqual({ total: { visits: 1 }, items: [{ group: {}, visits: 1 }] });
    expect(reportOf({ from: '2026-12-01T00:00:00.001Z' }, OCTOBER, DECEMBER)).toMatchObject({ total: { visits: 0 } });
  });

  it('keeps the order of the groupings, and sorts null after all values', () => {
    expect(
      reportOf({ groupBy: ['agent', 'team'] }, DECEMBER, OCTOBER, visit(DECEMBER.at, 'acme', 'aki')),
    ).toMatchObject({
      items: [
        { group: { agent: 'aki', team: 'acme' } },
        { group: { agent: 'kenji', team: 'globex' } },
        { group: { agent: null, team: 'acme' } },
      ],
    });
  });

  it('groups by the local hour of the week, a number', () => {
    const monday = visit('2026-11-29T23:30:00.000Z');
    expect(reportOf({ groupBy: ['hourOfWeek'], timeZone: 'Asia/Tokyo' }, monday, DECEMBER)).toMatchObject({
      items: [{ group: { hourOfWeek: 8 } }, { group: { hourOfWeek: 33 } }],
    });
  });

  it.each([
    ['those of one group in one bucket', false, { b: 1 }],
    ['those of one group up to the end of a bucket', true, { a: 1, b: 1, d: 1 }],
  ])('measures rows apart: %s', (_, isStock, values) => {
    const apart = new RowsApart({ measure: 'visits', isStock, group: ['acme'], period: '2026-12' });
    const report = new GroupedReport(definition, { groupBy: ['team'], bucket: 'month', apart }, zones);
    const rows = { a: OCTOBER, b: DECEMBER, c: visit(DECEMBER.at, 'globex'), d: visit(OCTOBER.at, 'acme') };
    for (const [name, fact] of Object.entries(rows)) {
      apart.row = name;
      report.add({ ...fact, team: name === 'c' ? 'globex' : 'acme' });
    }
    report.answer();
    expect(Object.fromEntries(apart.values)).toEqual(values);
  });

  it('refuses more items than a report may have, with what to do', () => {
    const refusal = { refused: true, code: 'report-too-large', details: { maxItems: MAX_ITEMS } };
    const hours = { bucket: 'hour', from: '2020-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' } as const;
    expect(reportOf(hours)).toMatchObject(refusal);
    expect(reportOf({ bucket: 'hour' }, visit('1970-01-01T00:00:00.000Z'), DECEMBER)).toMatchObject(refusal);
    const teams = Array.from({ length: MAX_ITEMS + 1 }, (_, n) => visit(DECEMBER.at, `team-${n}`));
    expect(reportOf({ groupBy: ['team'] }, ...teams)).toMatchObject(refusal);
    expect(reportOf({ groupBy: ['team'] }, ...teams.slice(1))).toMatchObject({ total: { visits: MAX_ITEMS } });
    const months = teams.slice(0, MAX_ITEMS / 2);
    expect(reportOf({ groupBy: ['team'], bucket: 'month' }, OCTOBER, ...months)).toMatchObject(refusal);
  });

  it('adds up to its total for any groupings, bucket and time zone, and has no group twice', () => {
    const at = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-03-31') });
    const visits = fc.array(
      fc.record({
        at: at.map((millis) => new Date(millis).toISOString()),
        team: fc.constantFrom('acme', 'globex', 'initech'),
        agent: fc.constantFrom('kenji', 'aki', null),
      }),
      { maxLength: 30 },
    );
    const groupBy = fc.uniqueArray(fc.constantFrom(...groupingsOf(definition.values)), { maxLength: MAX_GROUPINGS });
    const bucket = fc.constantFrom(...BUCKET_SIZES.filter((size) => size !== 'hour'), undefined);
    const timeZone = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(visits, groupBy, bucket, timeZone, (all, names, size, zone) => {
        const answer = reportOf({ groupBy: names, timeZone: zone, ...(size && { bucket: size }) }, ...all);
        if (isRefusal(answer)) throw new Error(answer.message);
        expect(answer.total.visits).toBe(all.length);
        expect(answer.items.reduce((sum, item) => sum + item.visits, 0)).toBe(all.length);
        const keys = answer.items.map(({ group, bucket: name }) => JSON.stringify([group, name]));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 60 },
    );
  });
});
