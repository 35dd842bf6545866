import fc from 'fast-check';
import { SORT_ORDERS, TICKET_SORTS, TICKET_STATUS_FILTERS } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/support/arbitrary-logs.js';
import { readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import type { Page, PageRequest } from '../page.js';
import type { Requester } from '../requester.js';
import { ticketList, type TicketRow } from './definition.js';
import { ticketOf, type TicketFilter, type TicketOrder, ticketsOf } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;

const pageOf = async (
  reader: RowReader,
  who: Requester,
  filter: TicketFilter & TicketOrder = {},
  page: PageRequest = {},
): Promise<Page<TicketRow>> => {
  const found = await ticketsOf(reader, who, filter, page);
  if (isRefusal(found)) throw new Error(found.message);
  return found;
};
const idsOf = async (reader: RowReader, who: Requester, filter: TicketFilter & TicketOrder = {}): Promise<string[]> =>
  (await pageOf(reader, who, filter)).items.map(({ ticketId }) => ticketId);

const desk = readerAfter(
  ticketList,
  anEvent(
    'TicketOpened',
    { ...aiko, ticketId: 't-1', product: 'dash', subject: 'ＳＹＮＣ has stopped' },
    '2026-11-20T00:00:00.000Z',
  ),
  anEvent(
    'TicketOpened',
    { ...aiko, ticketId: 't-2', issueType: 'signin_access', subject: 'Locked out', body: '100% of us' },
    '2026-11-21T00:00:00.000Z',
  ),
  anEvent('TicketOpened', { ...aiko, ticketId: 't-3', subject: 'Hello', body: 'again' }, '2026-11-21T00:00:00.000Z'),
  anEvent('TicketOpened', { ...ben, ticketId: 't-4' }, '2026-11-22T00:00:00.000Z'),
  anEvent('ResponseClockStarted', { ...aiko, ticketId: 't-2', dueAt: '2026-11-21T04:00:00.000Z' }),
  anEvent('ResponseClockStarted', { ...aiko, ticketId: 't-3', dueAt: '2026-11-21T01:00:00.000Z' }),
  anEvent('TicketHeld', { ...aiko, ticketId: 't-1' }),
  anEvent('TicketSolved', { ...aiko, ticketId: 't-3' }),
);

describe('queries of the ticket list', () => {
  it('V1 list newest first, ties by id', async () => {
    expect(await idsOf(desk, aiko)).toEqual(['t-2', 't-3', 't-1']);
  });

  it.each<readonly [TicketFilter, readonly string[]]>([
    [{ status: 'open' }, ['t-2', 't-1']],
    [{ status: 'on-hold' }, ['t-1']],
    [{ status: 'solved' }, ['t-3']],
    [{ status: 'past' }, ['t-3']],
    [{ status: 'closed' }, []],
    [{ product: 'dash' }, ['t-1']],
    [{ issueType: 'signin_access' }, ['t-2']],
    [{ status: 'open', product: 'dropbox' }, ['t-2']],
    [{ q: 'Sync HAS' }, ['t-1']],
    [{ q: '100% of' }, ['t-2']],
    [{ q: '%' }, ['t-2']],
    [{ q: 'nowhere' }, []],
    [{ openedFrom: '2026-11-21T00:00:00.000Z' }, ['t-2', 't-3']],
    [{ openedTo: '2026-11-21T00:00:00.000Z' }, ['t-1']],
    [{ openedFrom: '2026-11-20T00:00:00.000Z', openedTo: '2026-11-20T00:00:00.000Z' }, []],
  ])('H4, V3 filter by %j', async (filter, expected) => {
    expect(await idsOf(desk, aiko, filter)).toEqual(expected);
  });

  it("V4 return the requester's own ticket and no one else's", async () => {
    expect(await ticketOf(desk, aiko, 't-1')).toMatchObject({ ticketId: 't-1', status: 'on-hold' });
    expect(await ticketOf(desk, ben, 't-1')).toBeUndefined();
    expect(await ticketOf(desk, namesake, 't-1')).toBeUndefined();
    expect(await ticketOf(desk, aiko, 't-9')).toBeUndefined();
  });

  it.each<readonly [TicketOrder, readonly string[]]>([
    [{ sort: 'openedAt', order: 'asc' }, ['t-1', 't-2', 't-3']],
    [{ order: 'asc' }, ['t-1', 't-2', 't-3']],
    [{ sort: 'updatedAt' }, ['t-3', 't-1', 't-2']],
    [{ sort: 'updatedAt', order: 'asc' }, ['t-2', 't-1', 't-3']],
    [{ sort: 'status', order: 'asc' }, ['t-2', 't-1', 't-3']],
    [{ sort: 'status', order: 'desc' }, ['t-3', 't-1', 't-2']],
    [{ sort: 'dueAt', order: 'asc' }, ['t-3', 't-2', 't-1']],
    [{ sort: 'dueAt', order: 'desc' }, ['t-2', 't-3', 't-1']],
  ])('H4 sort by %j, tickets without a value last', async (order, expected) => {
    expect(await idsOf(desk, aiko, order)).toEqual(expected);
  });

  it('refuse a cursor of the list in another order', async () => {
    const { next: cursor } = await pageOf(desk, aiko, { sort: 'dueAt' }, { limit: 1 });
    for (const other of [{}, { sort: 'updatedAt' as const }, { sort: 'dueAt' as const, order: 'asc' as const }]) {
      expect(await ticketsOf(desk, aiko, other, { cursor })).toMatchObject({ refused: true, code: 'cursor-malformed' });
    }
  });

  it('continue after the last row of the previous page', async () => {
    const first = await pageOf(desk, aiko, {}, { limit: 2 });
    expect(first.items.map(({ ticketId }) => ticketId)).toEqual(['t-2', 't-3']);
    const second = await pageOf(desk, aiko, {}, { limit: 2, cursor: first.next });
    expect(second).toEqual({ items: [expect.objectContaining({ ticketId: 't-1' })] });
  });

  it.each(['', 'no cursor', 'bm90IGpzb24', 'W10', 'WyJhIiwxXQ'])('refuse the malformed cursor "%s"', async (cursor) => {
    expect(await ticketsOf(desk, aiko, {}, { cursor })).toMatchObject({
      refused: true,
      reason: 'invalid',
      code: 'cursor-malformed',
    });
  });

  it.each([0, 201, 1.5, -1])('refuse a limit of %d', async (limit) => {
    expect(await ticketsOf(desk, aiko, {}, { limit })).toMatchObject({
      refused: true,
      reason: 'invalid',
      code: 'limit-out-of-range',
    });
  });

  it.each([1, 200])('accept a limit of %d', async (limit) => {
    expect((await pageOf(desk, aiko, {}, { limit })).items).toHaveLength(Math.min(limit, 3));
  });
});

const filters: fc.Arbitrary<TicketFilter & TicketOrder> = fc.record(
  {
    status: fc.constantFrom(...TICKET_STATUS_FILTERS),
    sort: fc.constantFrom(...TICKET_SORTS),
    order: fc.constantFrom(...SORT_ORDERS),
    openedFrom: fc.constantFrom('2026-11-03T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
    openedTo: fc.constantFrom('2026-11-03T00:00:00.000Z', '2026-12-31T00:00:00.000Z'),
    product: fc.constantFrom('dropbox', 'dash'),
    issueType: fc.constantFrom('sync_upload', 'signin_access'),
    q: fc.constantFrom('sync', 'ben wrote', 'i'),
  },
  { requiredKeys: [] },
);
const anyone = fc.constantFrom(...REQUESTERS);

describe('the ticket list of any requester', () => {
  it('V5 does not depend on the tickets of others: every list, search and cursor', async () => {
    await fc.assert(
      fc.asyncProperty(
        ticketHistories,
        anyone,
        filters,
        fc.integer({ min: 1, max: 3 }),
        async (log, who, filter, limit) => {
          const [all, alone] = [readerOf(ticketList, log), readerOf(ticketList, eventsOf(log, who))];
          let page = await pageOf(all, who, filter, { limit });
          expect(page).toEqual(await pageOf(alone, who, filter, { limit }));
          while (page.next !== undefined) {
            const { next: cursor } = page;
            page = await pageOf(all, who, filter, { limit, cursor });
            expect(page).toEqual(await pageOf(alone, who, filter, { limit, cursor }));
          }
        },
      ),
    );
  });

  it('V1 H4 is the same page by page as in one read, in every order', async () => {
    await fc.assert(
      fc.asyncProperty(
        ticketHistories,
        anyone,
        filters,
        fc.integer({ min: 1, max: 3 }),
        async (log, who, filter, limit) => {
          const reader = readerOf(ticketList, log);
          const pages = [await pageOf(reader, who, filter, { limit })];
          for (let cursor = pages[0]?.next; cursor !== undefined; cursor = pages.at(-1)?.next)
            pages.push(await pageOf(reader, who, filter, { limit, cursor }));
          expect(pages.flatMap(({ items }) => items)).toEqual((await pageOf(reader, who, filter)).items);
        },
      ),
    );
  });

  it('V5 contains only own tickets, even with a cursor of another requester', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, anyone, anyone, async (log, who, other) => {
        const reader = readerOf(ticketList, log);
        const { next: cursor } = await pageOf(reader, other, {}, { limit: 1 });
        const { items } = await pageOf(reader, who, {}, { cursor });
        for (const item of items) expect(item).toMatchObject(who);
      }),
    );
  });
});
