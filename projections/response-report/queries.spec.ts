import { instantOf, isRefusal, MINUTE, type RecordedEvent } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { readerOf } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture, recordedEvents } from '../../test/support/recorded-events.js';
import type { GroupedReportRequest } from '../reports/grouped-report.js';
import type { Grouping } from '../reports/groupings.js';
import { responseReport } from './definition.js';
import { RESPONSE_GROUPINGS, responseReportQuery } from './queries.js';

const START = '2026-11-27T07:30:00.000Z';
const later = (minutes: number, from = START): string => instantOf(Date.parse(from) + minutes * MINUTE);
const zones = new TemporalTimeZones();

/** The events as one log, decided with a version of the calendars. */
const logOf = (fixtures: readonly EventFixture[], calendars = '1'): readonly RecordedEvent[] =>
  recordedEvents(...fixtures).map((event) => ({
    ...event,
    metadata: { ...event.metadata, versions: { ...event.metadata.versions, calendars } },
  }));

const readReport = async (events: readonly RecordedEvent[], request: GroupedReportRequest = {}) => {
  const rows = readerOf(responseReport, events);
  const answer = await responseReportQuery(zones).run(rows, request);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const report = (fixtures: readonly EventFixture[], request: GroupedReportRequest = {}) =>
  readReport(logOf(fixtures), request);

const opened = (ticketId: string, data: Parameters<typeof anEvent<'TicketOpened'>>[1] = {}): EventFixture =>
  anEvent('TicketOpened', { ticketId, ...data }, START);
const ALWAYS_LEG = { target: 'edition', calendar: 'always', minutes: 240, dueAt: later(240) } as const;
const DESK_LEG = { target: 'japanese-desk', calendar: 'desk', minutes: 60, dueAt: later(60) } as const;
const started = (ticketId: string, data: Parameters<typeof anEvent<'ResponseClockStarted'>>[1] = {}): EventFixture =>
  anEvent('ResponseClockStarted', { ticketId, startedAt: START, legs: [ALWAYS_LEG], decidedBy: 'edition', ...data });
const answered = (ticketId: string, at: string, agentId = 'kenji', clock = 1): readonly EventFixture[] => [
  anEvent('TicketAnswered', { ticketId, agentId }, at),
  anEvent('ResponseClockStopped', { ticketId, clock, stoppedAt: at, reason: 'answered', inTime: true }, at),
];
const held = (ticketId: string, at: string): EventFixture =>
  anEvent('ResponseClockPaused', { ticketId, pausedAt: at }, at);
const resumed = (ticketId: string, at: string, by: 'agent' | 'reply', data: object = {}): readonly EventFixture[] => [
  anEvent('TicketResumed', { ticketId, by }, at),
  anEvent('ResponseClockResumed', { ticketId, resumedAt: at, legs: [ALWAYS_LEG], decidedBy: 'edition', ...data }, at),
];
const solvedUnanswered = (ticketId: string, at: string): EventFixture =>
  anEvent('ResponseClockStopped', { ticketId, stoppedAt: at, reason: 'solved-unanswered', inTime: false }, at);

/** The number of clocks by the values of one grouping. */
const clocksBy = async (name: Grouping, ...fixtures: readonly EventFixture[]) => {
  const { items } = await report(fixtures, { groupBy: [name] });
  return items.map((item) => ['group' in item ? item.group[name] : undefined, item.clocks]);
};

describe('the groupings of the response report', () => {
  it('are those that a clock and its ticket have', () => {
    expect(RESPONSE_GROUPINGS).toEqual([
      'team',
      'product',
      'level',
      'edition',
      'language',
      'agent',
      'issueType',
      'channel',
      'hourOfWeek',
    ]);
  });

  it('tell the agent whose answer stopped the clock, late or not, and none before', async () => {
    const late = anEvent('ResponseTargetBreached', { ticketId: 'c' });
    expect(
      await clocksBy(
        'agent',
        opened('a'),
        started('a'),
        ...answered('a', later(10)),
        ...answered('a', later(20), 'aki'),
        opened('b'),
        started('b'),
        opened('c'),
        started('c'),
        late,
        ...answered('c', later(300), 'aki'),
        opened('d'),
        started('d'),
        solvedUnanswered('d', later(5)),
      ),
    ).toEqual([
      ['aki', 1],
      ['kenji', 1],
      [null, 2],
    ]);
  });

  it('E11 use the product and issue type of the latest reclassification, and the level of the opening', async () => {
    const moved = anEvent('TicketReclassified', { ticketId: 'a', product: 'dash', issueType: 'how_to' });
    const events = [opened('a'), started('a'), moved, opened('b'), started('b')];
    expect(await clocksBy('product', ...events)).toEqual([
      ['dash', 1],
      ['dropbox', 1],
    ]);
    expect(await clocksBy('issueType', ...events)).toEqual([
      ['how_to', 1],
      ['sync_upload', 1],
    ]);
    expect(await clocksBy('level', ...events)).toEqual([['essentials', 2]]);
  });

  it('C2 C3 have no edition for the clock of a Champion', async () => {
    const champion = { addOn: 'dropbox', source: 'champion', level: 'epic', targetMinutes: 60 } as const;
    const events = [opened('a', { entitlement: champion }), started('a'), opened('b'), started('b')];
    expect(await clocksBy('edition', ...events)).toEqual([
      ['essentials', 1],
      [null, 1],
    ]);
    expect(await clocksBy('level', ...events)).toEqual([
      ['epic', 1],
      ['essentials', 1],
    ]);
  });

  it('use the language of support of each clock', async () => {
    const second = started('a', { clock: 2, servedLanguage: 'en', startedAt: later(60) });
    expect(await clocksBy('language', opened('a'), started('a'), ...answered('a', later(9)), second)).toEqual([
      ['en', 1],
      ['ja', 1],
    ]);
  });

  it('R6 K4 tell how the ticket came', async () => {
    const [chat, callback] = (['chat', 'callback'] as const).map((channel) =>
      anEvent('LiveSupportLinked', { ticketId: channel, channel }),
    );
    const fixtures = ['web', 'agent', 'service', 'import', 'chat', 'callback'].flatMap((ticketId) => [
      opened(ticketId),
      ...(ticketId === 'chat' && chat ? [chat] : []),
      ...(ticketId === 'callback' && callback ? [callback] : []),
      started(ticketId),
    ]);
    const provenance = { kind: 'import', source: 'helpdesk', fileSha256: 'f', row: 1 } as const;
    const kindOf = (ticketId: string) =>
      ticketId === 'agent' || ticketId === 'service' ? ticketId : ticketId === 'web' ? 'member' : 'engine';
    const events = logOf(fixtures).map((event) => {
      const { ticketId } = event.data as { readonly ticketId: string };
      const actor = { kind: kindOf(ticketId), id: 'somebody' } as const;
      return { ...event, metadata: { ...event.metadata, actor, ...(ticketId === 'import' && { provenance }) } };
    });
    const { items } = await readReport(events, { groupBy: ['channel'] });
    expect(items).toMatchObject(
      ['agent', 'callback', 'chat', 'import', 'service', 'web'].map((channel) => ({ group: { channel }, clocks: 1 })),
    );
  });

  it('E5 count a clock that goes on in another ticket under that ticket, also if it had no target', async () => {
    const standard = opened('b', { product: 'dash', entitlement: null });
    const merged = anEvent('ResponseClockStopped', { ticketId: 'a', reason: 'merged', inTime: false });
    const received = anEvent('TicketMergeReceived', { ticketId: 'b', from: 'a' });
    const events = [opened('a'), started('a'), standard, merged, received, started('b')];
    expect(await clocksBy('product', ...events)).toEqual([['dash', 1]]);
    expect(await clocksBy('level', ...events)).toEqual([['essentials', 1]]);
  });

  it('combine with each other and with buckets in a time zone, and add up', async () => {
    const tokyoSaturday = '2026-11-27T15:30:00.000Z';
    const answer = await report(
      [
        opened('a'),
        started('a'),
        ...answered('a', later(30)),
        opened('b', { teamId: 'globex' }),
        started('b', { startedAt: tokyoSaturday }),
      ],
      { groupBy: ['team', 'hourOfWeek'], bucket: 'day', timeZone: 'Asia/Tokyo' },
    );
    expect(answer).toMatchObject({
      total: { clocks: 2, met: 1, running: 1 },
      items: [
        { group: { team: 'acme', hourOfWeek: 4 * 24 + 16 }, bucket: '2026-11-27', clocks: 1, met: 1 },
        { group: { team: 'globex', hourOfWeek: 5 * 24 }, bucket: '2026-11-27', clocks: 0, medianMinutes: null },
        { group: { team: 'acme', hourOfWeek: 4 * 24 + 16 }, bucket: '2026-11-28', clocks: 0 },
        { group: { team: 'globex', hourOfWeek: 5 * 24 }, bucket: '2026-11-28', clocks: 1, running: 1 },
      ],
    });
  });
});

describe('the response times of the response report', () => {
  it('are distributions of wall time and business time, which are equal for a target in elapsed time', async () => {
    const clocks = [10, 20, 30, 60].flatMap((minutes) => [
      opened(`t-${minutes}`),
      started(`t-${minutes}`),
      ...answered(`t-${minutes}`, later(minutes)),
    ]);
    const minutes = { count: 4, mean: 30, median: 20, p90: 60, p95: 60, max: 60 };
    const { total } = await report([...clocks, opened('r'), started('r')]);
    expect(total).toMatchObject({ answered: 4, medianMinutes: 20, p90Minutes: 60 });
    expect(total).toMatchObject({ wallMinutes: minutes, businessMinutes: minutes });
  });

  const desk = (weekly: object): string =>
    JSON.stringify({ version: '1', calendars: [{ id: 'desk', timeZone: 'Asia/Tokyo', weekly, holidays: [] }] });
  const recorded = (policyVersion: string, text: string | null): EventFixture =>
    anEvent('PolicyVersionUsed', { name: 'calendars', policyVersion, text });
  const NINE_TO_FIVE = desk({ mon: [['09:00', '17:00']], fri: [['09:00', '17:00']] });
  const byDesk = started('a', { legs: [ALWAYS_LEG, DESK_LEG], decidedBy: 'japanese-desk' });
  const monday = '2026-11-30T00:10:00.000Z';

  it('L2 L3 count the open time of the calendar that decides, as it is recorded', async () => {
    const { total } = await report([recorded('1', NINE_TO_FIVE), opened('a'), byDesk, ...answered('a', monday)]);
    expect(total.wallMinutes.median).toBe((Date.parse(monday) - Date.parse(START)) / MINUTE);
    expect(total.businessMinutes).toMatchObject({ count: 1, median: 40, max: 40 });
  });

  it.each([
    ['is not recorded', recorded('2', NINE_TO_FIVE)],
    ['is too large to be recorded', recorded('1', null)],
    ['cannot be read', recorded('1', '{"version":"1","calendars":[{}]}')],
    ['is another one', recorded('1', desk({}).replace('"desk"', '"other"'))],
  ])('leave a clock out of the business time whose calendar %s', async (_, calendars) => {
    const { total } = await report([calendars, opened('a'), byDesk, ...answered('a', monday)]);
    expect(total).toMatchObject({ answered: 1, wallMinutes: { count: 1 }, businessMinutes: { count: 0, max: null } });
  });

  it('count a clock from a merged ticket, whose event names no calendars, in those of the opening', async () => {
    const log = logOf([recorded('1', NINE_TO_FIVE), opened('a'), byDesk, ...answered('a', monday)]).map((event) =>
      event.type === 'ResponseClockStarted' ? { ...event, metadata: { ...event.metadata, versions: {} } } : event,
    );
    const { total } = await readReport(log);
    expect(total.businessMinutes).toMatchObject({ count: 1, max: 40 });
  });

  it('leave pauses out of the business time, each part in the calendars of its beginning', async () => {
    const events = [
      recorded('1', NINE_TO_FIVE),
      recorded('2', desk({ fri: [['09:00', '24:00']], sat: [['00:00', '24:00']] })),
      opened('a'),
      byDesk,
      held('a', later(20)),
      ...resumed('a', later(60), 'agent', { legs: [ALWAYS_LEG, DESK_LEG], decidedBy: 'japanese-desk' }),
      ...answered('a', later(65)),
    ];
    const log = logOf(events).map((event) =>
      event.type === 'ResponseClockResumed'
        ? { ...event, metadata: { ...event.metadata, versions: { calendars: '2' } } }
        : event,
    );
    const { total } = await readReport(log);
    expect(total).toMatchObject({ wallMinutes: { max: 65 }, businessMinutes: { max: 25 } });
  });

  it('tell how long clocks were paused, and what ended the pauses', async () => {
    const { total } = await report([
      opened('a'),
      started('a'),
      held('a', later(10)),
      ...resumed('a', later(15), 'reply'),
      held('a', later(20)),
      ...resumed('a', later(40), 'agent'),
      ...answered('a', later(45)),
      opened('b'),
      started('b'),
      held('b', later(1)),
      ...answered('b', later(4)),
      opened('c'),
      started('c'),
      held('c', later(1)),
      solvedUnanswered('c', later(8)),
      opened('d'),
      started('d'),
      held('d', later(1)),
      opened('e'),
      started('e'),
    ]);
    expect(total).toMatchObject({
      clocks: 5,
      answered: 2,
      businessMinutes: { count: 2, median: 1, max: 20 },
      paused: {
        clocks: 4,
        pauses: 4,
        open: 1,
        minutes: 35,
        endedBy: {
          reply: { pauses: 1, minutes: 5 },
          agent: { pauses: 1, minutes: 20 },
          answer: { pauses: 1, minutes: 3 },
          solution: { pauses: 1, minutes: 7 },
        },
      },
    });
  });
});
