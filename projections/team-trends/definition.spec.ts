import fc from 'fast-check';
import { liveHistories, ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, rowsOf, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { dashboard, type DashboardRow } from '../dashboard/definition.js';
import { teamTrends, type TeamTrendsRow } from './definition.js';
import { trendsOf } from './queries.js';

const opened = (teamId: string, requesterId: string, issueType: string, occurredAt: string) =>
  anEvent(
    'TicketOpened',
    {
      teamId,
      requesterId,
      issueType,
      product: issueType === 'billing' ? 'dash' : 'dropbox',
      subject: 'SECRET',
      body: 'SECRET',
    },
    occurredAt,
  );

const year = [
  opened('acme', 'aiko', 'sync_upload', '2026-09-30T23:59:59.999Z'),
  opened('acme', 'aiko', 'sync_upload', '2026-10-01T00:00:00.000Z'),
  opened('acme', 'ben', 'billing', '2026-11-15T00:00:00.000Z'),
  opened('acme', 'ben', 'sync_upload', '2026-12-31T23:59:59.999Z'),
  opened('globex', 'aiko', 'billing', '2026-11-15T00:00:00.000Z'),
  anEvent('ResponseTargetBreached', { teamId: 'acme', dueAt: '2026-12-31T23:59:59.999Z' }, '2027-01-01T00:00:00.100Z'),
];

describe('team trends', () => {
  it('Q4 count a ticket where it was moved to, in the quarter of its opening', async () => {
    const move = (previousIssueType: string) =>
      anEvent('TicketReclassified', {
        teamId: 'acme',
        previousProduct: 'dropbox',
        previousIssueType,
        product: 'dash',
        issueType: 'billing',
        openedAt: '2026-10-01T00:00:00.000Z',
      });
    const trends = (...moves: readonly EventFixture[]) =>
      trendsOf(readerAfter(teamTrends, ...year, ...moves), 'acme', '2026-Q4');
    expect(await trends(move('sync_upload'))).toMatchObject({
      requests: 3,
      issueTypes: [
        { issueType: 'billing', count: 2 },
        { issueType: 'sync_upload', count: 1 },
      ],
      products: [
        { product: 'dash', count: 2 },
        { product: 'dropbox', count: 1 },
      ],
    });
    expect(await trends(move('never_counted'))).toEqual(await trends());
  });

  it('Q4 count the tickets of a quarter by issue type, product and month, and the breaches', async () => {
    expect(await trendsOf(readerAfter(teamTrends, ...year), 'acme', '2026-Q4')).toEqual({
      quarter: '2026-Q4',
      requests: 3,
      breaches: 1,
      issueTypes: [
        { issueType: 'sync_upload', count: 2 },
        { issueType: 'billing', count: 1 },
      ],
      products: [
        { product: 'dropbox', count: 2 },
        { product: 'dash', count: 1 },
      ],
      months: [
        { month: '2026-10', requests: 1, breaches: 0 },
        { month: '2026-11', requests: 1, breaches: 0 },
        { month: '2026-12', requests: 1, breaches: 1 },
      ],
    });
  });

  it('Q4 are sorted by count, then by name, with months in calendar order', async () => {
    const late = '2026-12-01T00:00:00.000Z';
    const log = [
      opened('acme', 'aiko', 'sync_upload', late),
      opened('acme', 'aiko', 'how_to', late),
      opened('acme', 'ben', 'billing', '2026-10-01T00:00:00.000Z'),
      opened('acme', 'ben', 'billing', '2026-11-01T00:00:00.000Z'),
    ];
    const { issueTypes, products, months } = await trendsOf(readerAfter(teamTrends, ...log), 'acme', '2026-Q4');
    expect(issueTypes).toEqual([
      { issueType: 'billing', count: 2 },
      { issueType: 'how_to', count: 1 },
      { issueType: 'sync_upload', count: 1 },
    ]);
    expect(products).toEqual([
      { product: 'dash', count: 2 },
      { product: 'dropbox', count: 2 },
    ]);
    expect(months.map(({ month }) => month)).toEqual(['2026-10', '2026-11', '2026-12']);
  });

  it('Q4 are empty for a quarter without tickets and do not include other teams', async () => {
    const reader = readerAfter(teamTrends, ...year);
    expect(await trendsOf(reader, 'acme', '2027-Q1')).toEqual({
      quarter: '2027-Q1',
      requests: 0,
      breaches: 0,
      issueTypes: [],
      products: [],
      months: [],
    });
    expect(await trendsOf(reader, 'globex', '2026-Q4')).toMatchObject({ requests: 1, breaches: 0 });
  });

  it('Q4 contain no ticket text and no member id', () => {
    const rows = JSON.stringify([...rowsAfter(teamTrends, ...year)]);
    expect(rows).not.toMatch(/SECRET|aiko|ben/);
  });

  const trends = async (...log: readonly EventFixture[]) => {
    const { requests, issueTypes, products, months } = await trendsOf(
      readerAfter(teamTrends, ...log),
      'acme',
      '2026-Q4',
    );
    return { requests, issueTypes, products, months };
  };
  const counts = (issueType: string, product: string, month: string) => ({
    requests: 1,
    issueTypes: [{ issueType, count: 1 }],
    products: [{ product, count: 1 }],
    months: [{ month, requests: 1, breaches: 0 }],
  });
  const [october, november, december] = [10, 11, 12].map((month) => `2026-${month}-02T08:00:00.000Z`);
  const chat = anEvent('ChatStarted', { chatId: 'ch-1', product: 'dash', issueType: 'billing' }, october);
  const callback = anEvent('CallbackRequested', { callbackId: 'c-1', product: 'dash', issueType: null }, october);
  const ticketOf = (ticketId: string, at?: string) =>
    anEvent('TicketOpened', { ticketId, product: 'dropbox', issueType: 'sync_upload' }, at);

  it('Q4, D3 count chats and callbacks, waiting, over or cancelled', async () => {
    const asChat = counts('billing', 'dash', '2026-10');
    expect(await trends(chat)).toEqual(asChat);
    expect(await trends(chat, anEvent('ChatEnded', { chatId: 'ch-1', ticketId: null }))).toEqual(asChat);
    const asCallback = { ...counts('', 'dash', '2026-10'), issueTypes: [] };
    expect(await trends(callback)).toEqual(asCallback);
    expect(await trends(callback, anEvent('CallbackCompleted'))).toEqual(asCallback);
    expect(await trends(callback, anEvent('CallbackCancelled'))).toEqual(asCallback);
    const named = anEvent('CallbackRequested', { product: 'dash', issueType: 'billing' }, october);
    expect(await trends(named)).toEqual(asChat);
  });

  it('Q4, D3 count a chat or callback that became a ticket once, as that ticket', async () => {
    const ended = anEvent('ChatEnded', { chatId: 'ch-1', ticketId: 'ch-1' }, november);
    const asTicket = counts('sync_upload', 'dropbox', '2026-12');
    expect(await trends(chat, ended)).toEqual(counts('billing', 'dash', '2026-10'));
    expect(await trends(chat, ended, ticketOf('ch-1', december))).toEqual(asTicket);
    const givenUp = anEvent('CallbackGivenUp', { ticketId: 'c-1' }, november);
    expect(await trends(callback, givenUp, ticketOf('c-1', december))).toEqual(asTicket);
    expect((await trends(chat, callback, ticketOf('t-1', december))).requests).toBe(3);
  });

  it('Q4 move a request that became a ticket in another quarter to that quarter, however much later', async () => {
    const late = '2027-08-01T00:00:00.000Z';
    const breach = anEvent('ResponseTargetBreached', { teamId: 'acme', dueAt: october }, october);
    const reader = readerAfter(teamTrends, chat, breach, ticketOf('ch-1', late));
    expect(await trendsOf(reader, 'acme', '2026-Q4')).toEqual({
      quarter: '2026-Q4',
      requests: 0,
      breaches: 1,
      issueTypes: [],
      products: [],
      months: [{ month: '2026-10', requests: 0, breaches: 1 }],
    });
    expect(await trendsOf(reader, 'acme', '2027-Q3')).toMatchObject({ requests: 1, breaches: 0 });
  });

  it('Q4, D3 sum to the number of requests, as the dashboards of all members do', async () => {
    const sum = (list: readonly { readonly count: number }[]) => list.reduce((all, { count }) => all + count, 0);
    await fc.assert(
      fc.asyncProperty(fc.oneof(ticketHistories, liveHistories), async (log) => {
        const reader = readerOf(teamTrends, log);
        const rows = [...rowsOf(teamTrends, log)] as [string, TeamTrendsRow][];
        const all = await Promise.all(
          rows.flatMap(([teamId, { quarters }]) =>
            Object.keys(quarters).map((quarter) => trendsOf(reader, teamId, quarter)),
          ),
        );
        const totals = [...rowsOf(dashboard, log).values()] as DashboardRow[];
        expect(all.reduce((requests, one) => requests + one.requests, 0)).toBe(
          totals.reduce((requests, { total }) => requests + total, 0),
        );
        for (const { requests, issueTypes, products, months } of all) {
          expect(sum(products)).toBe(requests);
          expect(sum(issueTypes)).toBeLessThanOrEqual(requests);
          expect(months.reduce((count, month) => count + month.requests, 0)).toBe(requests);
        }
      }),
    );
  });
});
