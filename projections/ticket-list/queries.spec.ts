import fc from 'fast-check';
import { isRefusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/arbitrary-history.js';
import { readerAfter, readerFrom } from '../../test/folded.js';
import { happened } from '../../test/recorded.js';
import type { Page, PageRequest } from '../page.js';
import type { Requester } from '../requester.js';
import { STATUS_FILTERS, type StatusFilter } from '../ticket-status.js';
import { ticketList, type TicketRow } from './definition.js';
import { ticketOf, ticketsOf, type TicketFilter } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;

const pageOf = async (reader: RowReader, who: Requester, filter: TicketFilter = {}, page: PageRequest = {}): Promise<Page<TicketRow>> => {
  const found = await ticketsOf(reader, who, filter, page);
  if (isRefusal(found)) throw new Error(found.message);
  return found;
};
const idsOf = async (reader: RowReader, who: Requester, filter: TicketFilter = {}): Promise<string[]> =>
  (await pageOf(reader, who, filter)).items.map(({ ticketId }) => ticketId);

const desk = readerAfter(
  ticketList,
  happened('TicketOpened', { ...aiko, ticketId: 't-1', product: 'dash', subject: 'ＳＹＮＣ stands still' }, '2026-11-20T00:00:00.000Z'),
  happened('TicketOpened', { ...aiko, ticketId: 't-2', issueType: 'signin_access', subject: 'Locked out', body: '100% of us' }, '2026-11-21T00:00:00.000Z'),
  happened('TicketOpened', { ...aiko, ticketId: 't-3', subject: 'Hello', body: 'again' }, '2026-11-21T00:00:00.000Z'),
  happened('TicketOpened', { ...ben, ticketId: 't-4' }, '2026-11-22T00:00:00.000Z'),
  happened('TicketHeld', { ...aiko, ticketId: 't-1' }),
  happened('TicketSolved', { ...aiko, ticketId: 't-3' }),
);

describe('queries of the ticket list', () => {
  it('V1 list the newest first, equals by id', async () => {
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
    [{ q: 'Sync STANDS' }, ['t-1']],
    [{ q: '100% of' }, ['t-2']],
    [{ q: '%' }, ['t-2']],
    [{ q: 'nowhere' }, []],
  ])('H4, V3 filter by %j', async (filter, expected) => {
    expect(await idsOf(desk, aiko, filter)).toEqual(expected);
  });

  it('V4 give one\'s own ticket, and none of a colleague\'s or a namesake\'s', async () => {
    expect(await ticketOf(desk, aiko, 't-1')).toMatchObject({ ticketId: 't-1', status: 'on-hold' });
    expect(await ticketOf(desk, ben, 't-1')).toBeUndefined();
    expect(await ticketOf(desk, namesake, 't-1')).toBeUndefined();
    expect(await ticketOf(desk, aiko, 't-9')).toBeUndefined();
  });

  it('go on after the last row of the page before', async () => {
    const first = await pageOf(desk, aiko, {}, { limit: 2 });
    expect(first.items.map(({ ticketId }) => ticketId)).toEqual(['t-2', 't-3']);
    const second = await pageOf(desk, aiko, {}, { limit: 2, cursor: first.next });
    expect(second).toEqual({ items: [expect.objectContaining({ ticketId: 't-1' })] });
  });

  it.each(['', 'no cursor', 'bm90IGpzb24', 'W10', 'WyJhIiwxXQ'])('refuse the malformed cursor "%s"', async (cursor) => {
    expect(await ticketsOf(desk, aiko, {}, { cursor })).toMatchObject({ refused: true, reason: 'invalid', code: 'cursor-malformed' });
  });

  it.each([0, 201, 1.5, -1])('refuse a page of %d', async (limit) => {
    expect(await ticketsOf(desk, aiko, {}, { limit })).toMatchObject({ refused: true, code: 'limit-out-of-range' });
  });
});

const filters: fc.Arbitrary<TicketFilter> = fc.record({
  status: fc.constantFrom(...Object.keys(STATUS_FILTERS) as StatusFilter[]),
  product: fc.constantFrom('dropbox', 'dash'),
  issueType: fc.constantFrom('sync_upload', 'signin_access'),
  q: fc.constantFrom('sync', 'ben wrote', 'i'),
}, { requiredKeys: [] });
const anyone = fc.constantFrom(...REQUESTERS);

describe('the ticket list of anyone', () => {
  it('V5 is the same whether or not others have tickets: every list, search and cursor', async () => {
    await fc.assert(fc.asyncProperty(ticketHistories, anyone, filters, fc.integer({ min: 1, max: 3 }), async (log, who, filter, limit) => {
      const [all, alone] = [readerFrom(ticketList, log), readerFrom(ticketList, eventsOf(log, who))];
      let page = await pageOf(all, who, filter, { limit });
      expect(page).toEqual(await pageOf(alone, who, filter, { limit }));
      while (page.next !== undefined) {
        const { next: cursor } = page;
        page = await pageOf(all, who, filter, { limit, cursor });
        expect(page).toEqual(await pageOf(alone, who, filter, { limit, cursor }));
      }
    }));
  });

  it('V5 holds own tickets only, whoever\'s cursor it is read with', async () => {
    await fc.assert(fc.asyncProperty(ticketHistories, anyone, anyone, async (log, who, other) => {
      const reader = readerFrom(ticketList, log);
      const { next: cursor } = await pageOf(reader, other, {}, { limit: 1 });
      const { items } = await pageOf(reader, who, {}, { cursor });
      for (const item of items) expect(item).toMatchObject(who);
    }));
  });
});
