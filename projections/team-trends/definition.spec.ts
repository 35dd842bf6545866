import fc from 'fast-check';
import { ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, rowsOf, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { teamTrends } from './definition.js';
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

  it('Q4 sum to the number of tickets', async () => {
    const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((all, { count }) => all + count, 0);
    await fc.assert(
      fc.asyncProperty(ticketHistories, async (log) => {
        const reader = readerOf(teamTrends, log);
        const keys = [...rowsOf(teamTrends, log).keys()].map((key) => key.split('.'));
        const trends = await Promise.all(keys.map(([teamId = '', quarter = '']) => trendsOf(reader, teamId, quarter)));
        expect(trends.reduce((all, { requests }) => all + requests, 0)).toBe(
          log.filter(({ type }) => type === 'TicketOpened').length,
        );
        for (const { requests, issueTypes, products } of trends)
          expect([sum(issueTypes), sum(products)]).toEqual([requests, requests]);
      }),
    );
  });
});
