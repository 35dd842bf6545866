import fc from 'fast-check';
import { RESPONSE_STATES, SORT_ORDERS, TICKET_SORTS, TICKET_STATUS_FILTERS } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { eventsOf, REQUESTERS, ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerAfter, readerLike, readerOf } from '../test/support/projected-rows.js';
import { anEvent } from '../test/support/recorded-events.js';
import type { Requester } from './requester.js';
import { ticketSearch } from './ticket-search/definition.js';
import { ticketList, type TicketRow } from './ticket-list/definition.js';
import { ticketOf } from './ticket-list/queries.js';
import { type TicketFilter, type TicketOrder, ticketsOf } from './own-tickets.js';
import type { TwoWayPage, TwoWayRequest } from './two-way-page.js';

const MODELS = [ticketList, ticketSearch];
const [aiko, ben, namesake] = REQUESTERS;

const pageOf = async (
  reader: RowReader,
  who: Requester,
  filter: TicketFilter & TicketOrder = {},
  page: TwoWayRequest = {},
): Promise<TwoWayPage<TicketRow>> => {
  const found = await ticketsOf(reader, who, filter, page);
  if (isRefusal(found)) throw new Error(found.message);
  return found;
};
const idsOf = async (reader: RowReader, who: Requester, filter: TicketFilter & TicketOrder = {}): Promise<string[]> =>
  (await pageOf(reader, who, filter)).items.map(({ ticketId }) => ticketId);

const desk = readerAfter(
  MODELS,
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
  anEvent('ResponseTargetBreached', { ...aiko, ticketId: 't-3', dueAt: '2026-11-21T01:00:00.000Z' }),
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
    [{ state: 'running' }, ['t-2', 't-3']],
    [{ state: 'none' }, ['t-1']],
    [{ breached: true }, ['t-3']],
    [{ breached: false }, ['t-2', 't-1']],
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
    [{ sort: 'breachedAt', order: 'asc' }, ['t-3', 't-2', 't-1']],
    [{ sort: 'breachedAt', order: 'desc' }, ['t-3', 't-2', 't-1']],
  ])('H4 sort by %j, tickets without a value last', async (order, expected) => {
    expect(await idsOf(desk, aiko, order)).toEqual(expected);
  });

  it('refuse a cursor of the list in another order', async () => {
    const { next: cursor } = await pageOf(desk, aiko, { sort: 'dueAt' }, { limit: 1 });
    for (const other of [{}, { sort: 'updatedAt' as const }, { sort: 'dueAt' as const, order: 'asc' as const }]) {
      expect(await ticketsOf(desk, aiko, other, { cursor })).toMatchObject({ refused: true, code: 'cursor-malformed' });
    }
  });

  it('refuse a cursor of the page before in another order', async () => {
    const { previous: cursor } = await pageOf(desk, aiko, { sort: 'dueAt' }, { limit: 1, last: true });
    for (const other of [{}, { sort: 'updatedAt' as const }, { sort: 'dueAt' as const, order: 'asc' as const }]) {
      expect(await ticketsOf(desk, aiko, other, { cursor })).toMatchObject({ refused: true, code: 'cursor-malformed' });
    }
  });

  it.each<TicketFilter>([{}, { q: 'a' }, { breached: false }])('start from the end with %j', async (filter) => {
    const all = await idsOf(desk, aiko, filter);
    const last = await pageOf(desk, aiko, filter, { limit: 1, last: true });
    expect([last.items.map(({ ticketId }) => ticketId), last.next]).toEqual([all.slice(-1), undefined]);
    const before = await pageOf(desk, aiko, filter, { limit: 1, cursor: last.previous });
    expect(before.items.map(({ ticketId }) => ticketId)).toEqual(all.slice(-2, -1));
    expect(await pageOf(desk, aiko, filter, { limit: 1, cursor: before.next })).toMatchObject({ items: last.items });
  });

  it('continue after the last row of the previous page', async () => {
    const first = await pageOf(desk, aiko, {}, { limit: 2 });
    expect(first.items.map(({ ticketId }) => ticketId)).toEqual(['t-2', 't-3']);
    const second = await pageOf(desk, aiko, {}, { limit: 2, cursor: first.next });
    expect(second).toStrictEqual({
      items: [expect.objectContaining({ ticketId: 't-1' })],
      previous: expect.any(String) as string,
    });
    const before = await pageOf(desk, aiko, {}, { limit: 2, cursor: second.previous });
    expect(before).toStrictEqual({ items: first.items, next: first.next });
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
    state: fc.constantFrom(...RESPONSE_STATES),
    breached: fc.boolean(),
    product: fc.constantFrom('dropbox', 'dash'),
    issueType: fc.constantFrom('sync_upload', 'signin_access'),
    q: fc.constantFrom('sync', 'ben wrote', 'i'),
  },
  { requiredKeys: [] },
);
const anyone = fc.constantFrom(...REQUESTERS);

/** The pages from the last one to the first. */
const pagesFromEnd = async (
  reader: RowReader,
  who: Requester,
  filter: TicketFilter & TicketOrder,
  limit: number,
): Promise<readonly TwoWayPage<TicketRow>[]> => {
  const pages = [await pageOf(reader, who, filter, { limit, last: true })];
  for (let cursor = pages[0]?.previous; cursor !== undefined; cursor = pages.at(-1)?.previous)
    pages.push(await pageOf(reader, who, filter, { limit, cursor }));
  return pages;
};

describe('a search of the ticket list', () => {
  /** A reader that counts the texts that it tests. */
  const counting = (reader: RowReader) => {
    const counted = { texts: 0 };
    const count: RowReader['count'] = (projection, where) => {
      counted.texts += 1;
      return reader.count(projection, where);
    };
    return {
      counted,
      reader: readerLike(reader, { count }),
    };
  };
  /** Finds every ticket of aiko, like an index that cannot distinguish their texts. */
  const vague = (reader: RowReader): RowReader =>
    readerLike(reader, {
      find: (projection, { where = [], ...query } = {}) =>
        reader.find(projection, { ...query, where: where.filter(({ is }) => is !== 'key-of') }),
    });
  const many = readerAfter(
    MODELS,
    ...Array.from({ length: 250 }, (_, n) =>
      anEvent('TicketOpened', { ...aiko, ticketId: `t-${n}`, subject: n % 100 === 99 ? 'A needle' : 'Hay' }),
    ),
  );
  const pagesOf = async (reader: RowReader, q: string, limit = 5): Promise<readonly (readonly string[])[]> => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await pageOf(reader, aiko, { q, order: 'asc' }, { limit, cursor });
      pages.push(page.items.map(({ ticketId }) => ticketId));
      cursor = page.next;
    } while (cursor !== undefined);
    return pages;
  };
  const needles = Array.from({ length: 2 }, (_, n) => `t-${n * 100 + 99}`);

  it('H4 reads no text for one or two characters, and few for more', async () => {
    for (const [q, texts] of [
      ['n', 0],
      ['ne', 0],
      ['needle', 2],
      ['nowhere', 0],
    ] as const) {
      const { counted, reader } = counting(many);
      await pageOf(reader, aiko, { q }, { limit: 200 });
      expect({ q, ...counted }).toEqual({ q, texts });
    }
  });

  it('H4 tests a limited number of texts for a page, which may then be empty', async () => {
    const { counted, reader } = counting(vague(many));
    const { items, next } = await pageOf(reader, aiko, { q: 'nowhere' });
    expect([items, typeof next, counted.texts]).toEqual([[], 'string', 100]);
    const last = await pageOf(reader, aiko, { q: 'nowhere' }, { last: true });
    expect([last.items, Object.keys(last), counted.texts]).toEqual([[], ['items', 'previous'], 200]);
    expect((await pagesOf(vague(many), 'nowhere')).flat()).toEqual([]);
  });

  it('H4 finds every ticket once, regardless of the pages and the precision of the index', async () => {
    for (const reader of [many, vague(many)]) {
      for (const limit of [1, 2, 3, 7, 200]) {
        const found = await pagesOf(reader, 'NEEDLE', limit);
        expect(found.flat().toSorted()).toEqual(needles.toSorted());
        expect(Math.max(...found.map((page) => page.length))).toBeLessThanOrEqual(limit);
        const fromEnd = await pagesFromEnd(reader, aiko, { q: 'NEEDLE', order: 'asc' }, limit);
        expect(fromEnd.toReversed().flatMap(({ items }) => items.map(({ ticketId }) => ticketId))).toEqual(
          found.flat(),
        );
      }
    }
    expect((await pagesOf(many, 'needle', 2)).length).toBe(1);
  });

  it('H4 of blanks and invisible characters alone does not filter', async () => {
    expect(await idsOf(desk, aiko, { q: ' \u200b\u3000' })).toEqual(await idsOf(desk, aiko));
  });
});

describe('the ticket list of any requester', () => {
  it('V5 does not depend on the tickets of others: every list, search and cursor', async () => {
    await fc.assert(
      fc.asyncProperty(
        ticketHistories,
        anyone,
        filters,
        fc.integer({ min: 1, max: 3 }),
        async (log, who, filter, limit) => {
          const [all, alone] = [readerOf(MODELS, log), readerOf(MODELS, eventsOf(log, who))];
          let page = await pageOf(all, who, filter, { limit });
          expect(page).toEqual(await pageOf(alone, who, filter, { limit }));
          while (page.next !== undefined) {
            const { next: cursor } = page;
            page = await pageOf(all, who, filter, { limit, cursor });
            expect(page).toEqual(await pageOf(alone, who, filter, { limit, cursor }));
          }
          expect(await pagesFromEnd(all, who, filter, limit)).toEqual(await pagesFromEnd(alone, who, filter, limit));
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
          const reader = readerOf(MODELS, log);
          const pages = [await pageOf(reader, who, filter, { limit })];
          for (let cursor = pages[0]?.next; cursor !== undefined; cursor = pages.at(-1)?.next)
            pages.push(await pageOf(reader, who, filter, { limit, cursor }));
          const { items: rows } = await pageOf(reader, who, filter);
          expect(pages.flatMap(({ items }) => items)).toEqual(rows);
          const fromEnd = await pagesFromEnd(reader, who, filter, limit);
          expect(fromEnd.toReversed().flatMap(({ items }) => items)).toEqual(rows);
        },
      ),
    );
  });

  it('V5 contains only own tickets, even with a cursor of another requester', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, anyone, anyone, async (log, who, other) => {
        const reader = readerOf(MODELS, log);
        const { next: cursor } = await pageOf(reader, other, {}, { limit: 1 });
        const { previous } = await pageOf(reader, other, {}, { limit: 1, last: true });
        for (const start of [{ cursor }, { cursor: previous }, { last: true }]) {
          const { items } = await pageOf(reader, who, {}, start);
          for (const item of items) expect(item).toMatchObject(who);
        }
      }),
    );
  });
});
