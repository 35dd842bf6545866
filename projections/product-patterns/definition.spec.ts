import fc from 'fast-check';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { productPatterns } from './definition.js';
import { productPatternsOf } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const opened = (who: (typeof REQUESTERS)[number], product: string, occurredAt: string) =>
  anEvent('TicketOpened', { ...who, product }, occurredAt);

const year = [
  opened(aiko, 'dropbox', '2026-10-31T23:59:59.999Z'),
  opened(aiko, 'dropbox', '2026-11-01T00:00:00.000Z'),
  opened(aiko, 'dash', '2026-11-02T00:00:00.000Z'),
  opened(aiko, 'dropbox', '2026-11-30T23:59:59.999Z'),
  opened(ben, 'dash', '2026-11-03T00:00:00.000Z'),
  opened(namesake, 'dash', '2026-11-03T00:00:00.000Z'),
];

describe('product patterns', () => {
  it('D5 count tickets by requester, product and month in UTC', () => {
    const rows = rowsAfter(productPatterns, ...year);
    expect(rows.get('acme.aiko')).toEqual({
      ...aiko,
      counts: [
        { value: 'dropbox', month: '2026-10', count: 1 },
        { value: 'dash', month: '2026-11', count: 1 },
        { value: 'dropbox', month: '2026-11', count: 2 },
      ],
      live: [],
    });
    expect([...rows.keys()].sort()).toEqual(['acme.aiko', 'acme.ben', 'globex.aiko']);
  });

  it('D5 count a ticket under the product that it was moved to, in the month of its opening', () => {
    const move = (previousProduct: string, product: string) =>
      anEvent('TicketReclassified', { ...aiko, product, previousProduct, openedAt: '2026-11-02T00:00:00.000Z' });
    const countsAfter = (...moves: readonly EventFixture[]) =>
      rowsAfter(productPatterns, ...year, ...moves).get('acme.aiko')?.counts;
    expect(countsAfter(move('dash', 'dropbox'))).toEqual([
      { value: 'dropbox', month: '2026-10', count: 1 },
      { value: 'dropbox', month: '2026-11', count: 3 },
    ]);
    expect(countsAfter(move('dash', 'paper'), move('paper', 'dash'))).toEqual(
      expect.arrayContaining([{ value: 'dash', month: '2026-11', count: 1 }]),
    );
    expect(countsAfter(move('paper', 'dash'))).toEqual(countsAfter());
  });

  it('D4 D5 count two merged tickets as one request, where the other is', () => {
    const merged = anEvent('TicketMerged', { ...aiko, product: 'dash', openedAt: '2026-11-02T00:00:00.000Z' });
    expect(rowsAfter(productPatterns, ...year, merged).get('acme.aiko')?.counts).toEqual([
      { value: 'dropbox', month: '2026-10', count: 1 },
      { value: 'dropbox', month: '2026-11', count: 2 },
    ]);
  });

  it('D5 count chats and callbacks once, and as the ticket that they became, in its month', async () => {
    const fixtures = [
      anEvent('CallbackRequested', { callbackId: 'c-1', product: 'dash' }, '2026-11-30T23:00:00.000Z'),
      anEvent('CallbackCompleted', { callbackId: 'c-1', product: 'dash' }),
      anEvent('ChatStarted', { chatId: 'ch-1', product: 'dropbox' }, '2026-11-30T23:50:00.000Z'),
      anEvent('ChatEnded', { chatId: 'ch-1', ticketId: 'ch-1' }),
    ];
    const became = anEvent('TicketOpened', { ticketId: 'ch-1', product: 'dropbox' }, '2026-12-01T00:05:00.000Z');
    const monthsAfter = async (...log: Parameters<typeof rowsAfter>[1][]) =>
      (await productPatternsOf(readerAfter(productPatterns, ...log), aiko)).map(({ product, count, months }) => [
        product,
        count,
        months.map(({ month }) => month),
      ]);
    expect(await monthsAfter(...fixtures)).toEqual([
      ['dash', 1, ['2026-11']],
      ['dropbox', 1, ['2026-11']],
    ]);
    expect(await monthsAfter(...fixtures, became)).toEqual([
      ['dash', 1, ['2026-11']],
      ['dropbox', 1, ['2026-12']],
    ]);
  });

  it('D5 count a ticket once, even if it is solved and reopened', () => {
    const rows = rowsAfter(
      productPatterns,
      anEvent('TicketOpened'),
      anEvent('TicketSolved'),
      anEvent('TicketReopened'),
      anEvent('TicketClosed'),
    );
    expect([...rows.values()]).toMatchObject([{ counts: [{ count: 1 }] }]);
  });

  it("D5 return the requester's own counts and shares, in total and by month", async () => {
    expect(await productPatternsOf(readerAfter(productPatterns, ...year), aiko)).toEqual([
      {
        product: 'dropbox',
        count: 3,
        share: 3 / 4,
        months: [
          { month: '2026-10', count: 1, share: 1 },
          { month: '2026-11', count: 2, share: 2 / 3 },
        ],
      },
      { product: 'dash', count: 1, share: 1 / 4, months: [{ month: '2026-11', count: 1, share: 1 / 3 }] },
    ]);
  });

  it('D5 return every product of the plan, with zeros, and requested products outside it', async () => {
    const found = await productPatternsOf(readerAfter(productPatterns, ...year), ben, ['dropbox', 'sign']);
    expect(found.map(({ product, count, share }) => [product, count, share])).toEqual([
      ['dash', 1, 1],
      ['dropbox', 0, 0],
      ['sign', 0, 0],
    ]);
  });

  it('V5 do not depend on the tickets of others', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        expect(await productPatternsOf(readerOf(productPatterns, log), who)).toEqual(
          await productPatternsOf(readerOf(productPatterns, eventsOf(log, who)), who),
        );
      }),
    );
  });

  it("D5 sum to the number of the requester's tickets, and their shares to 1", async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        const found = await productPatternsOf(readerOf(productPatterns, log), who);
        const tickets = eventsOf(log, who).filter(({ type }) => type === 'TicketOpened').length;
        expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(tickets);
        expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(tickets > 0 ? 1 : 0);
      }),
    );
  });
});
