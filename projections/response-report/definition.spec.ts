import { isRefusal } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { rowsAfter, readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import type { GroupedReportRequest } from '../reports/grouped-report.js';
import { responseReport } from './definition.js';
import { readResponseReport } from './queries.js';

const minutesLater = (from: string, minutes: number): string =>
  new Date(Date.parse(from) + minutes * 60_000).toISOString();
const START = '2026-11-27T07:30:00.000Z';

interface ClockSample {
  readonly ticketId: string;
  readonly teamId?: string;
  readonly level?: 'essentials' | 'enhanced';
  readonly startedAt?: string;
}
const clockOf = ({
  ticketId,
  teamId = 'acme',
  level = 'essentials',
  startedAt = START,
}: ClockSample): readonly EventFixture[] => [
  anEvent(
    'TicketOpened',
    { ticketId, teamId, entitlement: { addOn: 'dropbox', source: 'team', level, targetMinutes: 240 } },
    startedAt,
  ),
  anEvent('ResponseClockStarted', { ticketId, teamId, startedAt }),
];
const answered = (ticketId: string, minutes: number, startedAt = START, clock = 1): EventFixture =>
  anEvent('ResponseClockStopped', {
    ticketId,
    clock,
    stoppedAt: minutesLater(startedAt, minutes),
    inTime: minutes <= 240,
  });
const zones = new TemporalTimeZones();
const report = async (fixtures: readonly EventFixture[], request: GroupedReportRequest = {}) => {
  const answer = await readResponseReport(readerAfter(responseReport, ...fixtures), request, zones);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};

describe('the response report', () => {
  it('E5 counts a clock that goes on in another ticket there, from its start, and a miss where it was', async () => {
    const merged = (ticketId: string) => anEvent('ResponseClockStopped', { ticketId, reason: 'merged', inTime: false });
    const carried = (ticketId: string, clock: number) =>
      anEvent('ResponseClockStarted', { ticketId, clock, startedAt: START });
    const month = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
    const standard = anEvent('TicketOpened', { ticketId: 'c', entitlement: null }, '2026-12-02T00:00:00.000Z');
    const events = [
      ...clockOf({ ticketId: 'a' }),
      merged('a'),
      ...clockOf({ ticketId: 'b' }),
      anEvent('ResponseTargetBreached', { ticketId: 'b' }),
      merged('b'),
      standard,
      anEvent('TicketMergeReceived', { ticketId: 'c', from: 'a' }),
      carried('c', 1),
    ];
    expect(await report(events)).toMatchObject({ total: { clocks: 2, breached: 1, running: 1 } });
    expect(await report([...events, answered('c', 30)], month)).toMatchObject({
      total: { clocks: 2, met: 1, breached: 1, solvedUnanswered: 0 },
    });
  });

  it('E5 counts clocks that were met, breached, solved unanswered or are running', async () => {
    const { total } = await report([
      ...clockOf({ ticketId: 'a' }),
      answered('a', 30),
      ...clockOf({ ticketId: 'b' }),
      anEvent('ResponseTargetBreached', { ticketId: 'b' }),
      answered('b', 300),
      ...clockOf({ ticketId: 'c' }),
      anEvent('ResponseClockStopped', { ticketId: 'c', reason: 'solved-unanswered', inTime: false }),
      ...clockOf({ ticketId: 'd' }),
      ...clockOf({ ticketId: 'e' }),
      anEvent('ResponseTargetBreached', { ticketId: 'e' }),
    ]);
    expect(total).toMatchObject({
      clocks: 5,
      met: 1,
      breached: 2,
      solvedUnanswered: 1,
      running: 1,
      answered: 2,
      medianMinutes: 30,
      p90Minutes: 300,
    });
  });

  it('E5 counts as breached a clock solved after its breach, and a late answer without a breach event', async () => {
    const solved = anEvent('ResponseClockStopped', { ticketId: 'a', reason: 'solved-unanswered', inTime: false });
    const { total } = await report([
      ...clockOf({ ticketId: 'a' }),
      anEvent('ResponseTargetBreached', { ticketId: 'a' }),
      solved,
      ...clockOf({ ticketId: 'b' }),
      answered('b', 300),
    ]);
    expect(total).toMatchObject({ clocks: 2, breached: 2, solvedUnanswered: 0, met: 0 });
  });

  it('E5 counts the clocks of a ticket separately: a breach of the second leaves the first met', async () => {
    const next = [
      anEvent('ResponseClockStarted', { ticketId: 'a', clock: 2, startedAt: START }),
      anEvent('ResponseTargetBreached', { ticketId: 'a', clock: 2 }),
    ];
    expect((await report([...clockOf({ ticketId: 'a' }), answered('a', 30), ...next])).total).toMatchObject({
      clocks: 2,
      met: 1,
      breached: 1,
    });
    expect(rowsAfter(responseReport, ...clockOf({ ticketId: 'a' })).get('a')).toMatchObject({
      clocks: [{ clock: 1, startedAt: START, outcome: 'running', answeredAfter: null }],
    });
  });

  it('calculates median and 90th percentile by nearest rank', async () => {
    const ten = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].flatMap((minutes) => [
      ...clockOf({ ticketId: `t-${minutes}` }),
      answered(`t-${minutes}`, minutes),
    ]);
    expect((await report(ten)).total).toMatchObject({ medianMinutes: 50, p90Minutes: 90 });
    expect((await report([])).total).toMatchObject({ clocks: 0, medianMinutes: null, p90Minutes: null });
  });

  it('E5 E6 groups clocks by edition and by the month they started in', async () => {
    const december = '2026-12-01T00:00:00.000Z';
    const { items } = await report([
      ...clockOf({ ticketId: 'a' }),
      answered('a', 30),
      anEvent('ResponseClockStarted', { ticketId: 'a', clock: 2, startedAt: december }),
      answered('a', 60, december, 2),
      ...clockOf({ ticketId: 'b', level: 'enhanced' }),
    ]);
    expect(items).toMatchObject([
      { level: 'enhanced', month: '2026-11', clocks: 1, running: 1 },
      { level: 'essentials', month: '2026-11', met: 1 },
      { level: 'essentials', month: '2026-12', medianMinutes: 60 },
    ]);
  });

  it('groups clocks by the month in a time zone, across daylight saving', async () => {
    const fixtures = [
      ...clockOf({ ticketId: 'a', startedAt: '2026-10-31T14:59:59.999Z' }),
      ...clockOf({ ticketId: 'b', startedAt: '2026-10-31T15:00:00.000Z' }),
      ...clockOf({ ticketId: 'c', startedAt: '2026-11-01T04:00:00.000Z' }),
    ];
    const monthsBy = async (timeZone?: string) => {
      const { items, total } = await report(fixtures, timeZone === undefined ? {} : { timeZone });
      expect(total.clocks).toBe(3);
      return items.map((item) => ['month' in item && item.month, item.clocks]);
    };
    expect(await monthsBy()).toEqual([
      ['2026-10', 2],
      ['2026-11', 1],
    ]);
    expect(await monthsBy('UTC')).toEqual(await monthsBy());
    expect(await monthsBy('Asia/Tokyo')).toEqual([
      ['2026-10', 1],
      ['2026-11', 2],
    ]);
    expect(await monthsBy('America/New_York')).toEqual([
      ['2026-10', 2],
      ['2026-11', 1],
    ]);
    expect(await monthsBy('America/Chicago')).toEqual([['2026-10', 3]]);
  });

  it('filters by team and time', async () => {
    const fixtures = [
      ...clockOf({ ticketId: 'a' }),
      ...clockOf({ ticketId: 'b', teamId: 'globex' }),
      ...clockOf({ ticketId: 'c', startedAt: '2027-01-01T00:00:00.000Z' }),
    ];
    expect((await report(fixtures, { team: 'acme' })).total.clocks).toBe(2);
    expect(
      (await report(fixtures, { from: '2026-10-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' })).total.clocks,
    ).toBe(2);
  });

  it('filters by the start of the clock, not of the ticket, from inclusive to exclusive', async () => {
    const december = '2026-12-01T00:00:00.000Z';
    const fixtures = [
      ...clockOf({ ticketId: 'a' }),
      answered('a', 30),
      anEvent('ResponseClockStarted', { ticketId: 'a', clock: 2, startedAt: december }),
    ];
    expect((await report(fixtures, { from: december })).total).toMatchObject({ clocks: 1, running: 1 });
    expect((await report(fixtures, { to: december })).total).toMatchObject({ clocks: 1, met: 1 });
    expect((await report(fixtures, { from: START, to: '2026-12-01T00:00:00.001Z' })).total.clocks).toBe(2);
  });

  it('has the calendars of each version as first recorded, and of no other file', () => {
    const used = { name: 'calendars', policyVersion: '1', text: '{"version":"1"}' } as const;
    const rows = rowsAfter(
      responseReport,
      anEvent('PolicyVersionUsed', used),
      anEvent('PolicyVersionUsed', { ...used, text: '{}' }),
      anEvent('PolicyVersionUsed', { ...used, policyVersion: '2', text: null }),
      anEvent('PolicyVersionUsed', { ...used, name: 'prices' }),
    );
    expect(Object.fromEntries(rows)).toEqual({
      'calendars.1': { teamId: null, openedAt: null, calendars: '1', text: used.text },
      'calendars.2': { teamId: null, openedAt: null, calendars: '2', text: null },
    });
  });

  it('E10 leaves out tickets without a response target', async () => {
    expect((await report([anEvent('TicketOpened', { entitlement: null })])).total.clocks).toBe(0);
  });
});
