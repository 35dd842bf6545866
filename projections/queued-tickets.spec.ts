import fc from 'fast-check';
import { RESPONSE_STATES, SORT_ORDERS, TICKET_STATUS_FILTERS, type TicketStatusFilter } from '@ledgerdesk/events';
import { isRefusal, type RecordedEvent } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerAfter, readerLike, readerOf, rowsOf } from '../test/support/projected-rows.js';
import { anEvent } from '../test/support/recorded-events.js';
import { agentQueue, type QueuedTicketRow } from './agent-queue/definition.js';
import { QUEUE_SORTS, type QueueOrder } from './agent-queue/order.js';
import type { QueueFilter } from './agent-queue/selection.js';
import type { TimeRange } from './column-conditions.js';
import type { PageRequest } from './page.js';
import { queueCounts } from './queue-counts.js';
import { queuedTickets } from './queued-tickets.js';
import { ticketSearch } from './ticket-search/definition.js';
import type { TwoWayPage, TwoWayRequest } from './two-way-page.js';

const MODELS = [agentQueue, ticketSearch];

const pagesOf = async (
  reader: RowReader,
  filter: QueueFilter & QueueOrder,
  { limit }: PageRequest = {},
): Promise<readonly (readonly string[])[]> => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await queuedTickets(reader, filter, { limit, cursor });
    if (isRefusal(page)) throw new Error(page.message);
    pages.push(page.items.map(({ ticketId }) => ticketId));
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
};

const idsOf = async (reader: RowReader, filter: QueueFilter & QueueOrder): Promise<readonly string[]> =>
  (await pagesOf(reader, filter)).flat();

const pageOf = async (
  reader: RowReader,
  filter: QueueFilter & QueueOrder,
  request: TwoWayRequest,
): Promise<TwoWayPage<QueuedTicketRow>> => {
  const page = await queuedTickets(reader, filter, request);
  if (isRefusal(page)) throw new Error(page.message);
  return page;
};

/** The pages from the last one to the first, each in the order of the queue. */
const pagesFromEnd = async (
  reader: RowReader,
  filter: QueueFilter & QueueOrder,
  limit: number,
): Promise<readonly (readonly string[])[]> => {
  const pages: string[][] = [];
  let request: TwoWayRequest | undefined = { limit, last: true };
  while (request) {
    const page: TwoWayPage<QueuedTicketRow> = await pageOf(reader, filter, request);
    pages.unshift(page.items.map(({ ticketId }) => ticketId));
    request = page.previous === undefined ? undefined : { limit, cursor: page.previous };
  }
  return pages;
};

const STATUSES: Readonly<Record<TicketStatusFilter, readonly string[]>> = {
  open: ['open', 'on-hold'],
  'on-hold': ['on-hold'],
  solved: ['solved'],
  closed: ['closed'],
  past: ['solved', 'closed'],
};

const isWithin = (at: string | null, range: TimeRange | undefined): boolean => {
  if (range?.from === undefined && range?.to === undefined) return true;
  return at !== null && (range.from ?? '') <= at && (range.to === undefined || at < range.to);
};

const isEither = (wanted: unknown, value: unknown): boolean => wanted === undefined || wanted === value;

/** Whether a ticket meets a filter, apart from its status. */
const meets = (row: QueuedTicketRow, filter: QueueFilter): boolean =>
  isEither(filter.team, row.teamId) &&
  (filter.team === undefined || isEither(filter.requester, row.requesterId)) &&
  isEither(filter.assignedTo, row.assignedTo) &&
  isEither(filter.product, row.product) &&
  isEither(filter.issueType, row.issueType) &&
  isEither(filter.level, row.entitlement?.level ?? 'standard') &&
  isEither(filter.language, row.servedLanguage) &&
  isEither(filter.state, row.response.state) &&
  isEither(filter.breached, row.response.breachedAt !== null) &&
  isWithin(row.openedAt, filter.opened) &&
  isWithin(row.updatedAt, filter.updated) &&
  isWithin(row.response.dueAt, filter.due) &&
  isWithin(row.response.breachedAt, filter.breachedAt);

/** Sorts by time, tickets without one last, then by age (only times that may be missing) and id. */
const sorted = (rows: readonly QueuedTicketRow[], { sort = 'dueAt', order = 'asc' }: QueueOrder): readonly string[] => {
  const timeOf = (row: QueuedTicketRow): string | null =>
    sort === 'openedAt' || sort === 'updatedAt' ? row[sort] : row.response[sort];
  const keyOf = (row: QueuedTicketRow): string => `${timeOf(row) ?? ''} ${row.openedAt} ${row.ticketId}`;
  const plainKeyOf = (row: QueuedTicketRow): string => `${timeOf(row) ?? ''} ${row.ticketId}`;
  const key = sort === 'openedAt' || sort === 'updatedAt' ? plainKeyOf : keyOf;
  const compare = (a: QueuedTicketRow, b: QueuedTicketRow): number =>
    Number(timeOf(a) === null) - Number(timeOf(b) === null) || (key(a) < key(b) ? -1 : 1) * (order === 'asc' ? 1 : -1);
  return rows.toSorted(compare).map(({ ticketId }) => ticketId);
};

const time = fc.constantFrom(
  '2026-10-03T00:00:00.000Z',
  '2026-11-27T07:30:00.000Z',
  '2026-11-27T11:30:00.000Z',
  '2026-12-03T00:00:00.000Z',
);
const range = fc.record({ from: time, to: time }, { requiredKeys: [] });
const filters = fc.record<QueueFilter>(
  {
    status: fc.constantFrom(...TICKET_STATUS_FILTERS),
    team: fc.constantFrom('acme', 'globex'),
    requester: fc.constantFrom('aiko', 'ben'),
    product: fc.constantFrom('dropbox', 'dash'),
    issueType: fc.constantFrom('sync_upload', 'signin_access'),
    level: fc.constantFrom('essentials', 'standard'),
    language: fc.constantFrom('en', 'ja'),
    state: fc.constantFrom(...RESPONSE_STATES),
    breached: fc.boolean(),
    assignedTo: fc.constantFrom('kenji', null),
    opened: range,
    updated: range,
    due: range,
    breachedAt: range,
  },
  { requiredKeys: [] },
);
const orders = fc.record<QueueOrder>(
  { sort: fc.constantFrom(...QUEUE_SORTS), order: fc.constantFrom(...SORT_ORDERS) },
  { requiredKeys: [] },
);

const rowsIn = (log: readonly RecordedEvent[]): readonly QueuedTicketRow[] =>
  [...rowsOf(agentQueue, log).values()] as QueuedTicketRow[];

describe('the queue', () => {
  it('E5 has every ticket that meets a filter, once and in order, whatever the pages', () =>
    fc.assert(
      fc.asyncProperty(
        ticketHistories,
        filters,
        orders,
        fc.integer({ min: 1, max: 7 }),
        async (log, filter, order, limit) => {
          const expected = rowsIn(log).filter(
            (row) => STATUSES[filter.status ?? 'open'].includes(row.status) && meets(row, filter),
          );
          const pages = await pagesOf(readerOf(MODELS, log), { ...filter, ...order }, { limit });
          expect(pages.flat()).toEqual(sorted(expected, order));
        },
      ),
      { numRuns: 100 },
    ));

  it('E5 is the same from its end as from its start, whatever the pages', () =>
    fc.assert(
      fc.asyncProperty(
        ticketHistories,
        filters,
        orders,
        fc.integer({ min: 1, max: 7 }),
        async (log, filter, order, limit) => {
          const reader = readerOf(MODELS, log);
          const fromEnd = await pagesFromEnd(reader, { ...filter, ...order }, limit);
          expect(fromEnd.flat()).toEqual(await idsOf(reader, { ...filter, ...order }));
          for (const page of fromEnd.slice(1)) expect(page).toHaveLength(limit);
        },
      ),
      { numRuns: 100 },
    ));

  it('E5 leads from each page to those beside it', () =>
    fc.assert(
      fc.asyncProperty(ticketHistories, orders, fc.integer({ min: 1, max: 3 }), async (log, order, limit) => {
        const reader = readerOf(MODELS, log);
        let page = await pageOf(reader, order, { limit });
        expect(page.previous).toBeUndefined();
        while (page.next !== undefined) {
          const after = await pageOf(reader, order, { limit, cursor: page.next });
          const before = await pageOf(reader, order, { limit, cursor: after.previous });
          expect(before.items).toEqual(page.items);
          expect((await pageOf(reader, order, { limit, cursor: before.next })).items).toEqual(after.items);
          page = after;
        }
      }),
      { numRuns: 50 },
    ));

  it('counts the tickets that meet a filter by status and by state of the response', () =>
    fc.assert(
      fc.asyncProperty(ticketHistories, filters, async (log, filter) => {
        const expected = rowsIn(log).filter(
          (row) => (filter.status === undefined || STATUSES[filter.status].includes(row.status)) && meets(row, filter),
        );
        const counts = await queueCounts(readerOf(MODELS, log), filter);
        expect(counts).toMatchObject({ total: expected.length, isComplete: true });
        for (const [status, count] of Object.entries(counts.byStatus))
          expect(count).toBe(expected.filter((row) => row.status === status).length);
        for (const [state, count] of Object.entries(counts.byState))
          expect(count).toBe(expected.filter((row) => row.response.state === state).length);
      }),
      { numRuns: 100 },
    ));

  it('is searched in subject and first message, as requesters search their own tickets', async () => {
    const reader = readerAfter(
      MODELS,
      anEvent('TicketOpened', { ticketId: 't-1', subject: 'ＳＹＮＣ has stopped' }),
      anEvent('TicketOpened', { ticketId: 't-2', teamId: 'globex', subject: 'Locked out', body: 'We sync nothing.' }),
      anEvent('TicketOpened', { ticketId: 't-3', subject: 'Hello', body: `${'x'.repeat(1_000)} sync` }),
      anEvent('TicketReplied', { ticketId: 't-3', body: 'sync' }),
    );
    expect(await idsOf(reader, { q: 'Sync' })).toEqual(['t-1', 't-2']);
    expect(await idsOf(reader, { q: ' we SYNC ' })).toEqual(['t-2']);
    expect(await idsOf(reader, { q: 'sync', team: 'acme' })).toEqual(['t-1']);
    expect(await idsOf(reader, { q: '\u200b' })).toEqual(['t-1', 't-2', 't-3']);
    expect(await queueCounts(reader, { q: 'sync' })).toMatchObject({ total: 2, isComplete: true });
  });

  const many = readerAfter(
    MODELS,
    ...Array.from({ length: 1_200 }, (_, n) =>
      anEvent('TicketOpened', {
        ticketId: `t-${String(n).padStart(4, '0')}`,
        product: n === 1_100 ? 'dash' : 'dropbox',
      }),
    ),
    anEvent('TicketSolved', { ticketId: 't-0000' }),
  );

  it.each<[string, QueueFilter, readonly number[]]>([
    ['1,000 tickets', { product: 'dash' }, [1_000, 1_000]],
    ['500 tickets whose texts are searched', { product: 'dash', q: 'sync' }, [500, 500, 500]],
  ])('tests at most %s for a page, which may then be empty', async (_, filter, limits) => {
    const tested: number[] = [];
    const reader = readerLike(many, {
      scan: (projection, query) => {
        tested.push(query.maxTested);
        return many.scan(projection, query);
      },
    });
    expect(await pagesOf(reader, filter)).toEqual([...limits.slice(1).map(() => []), ['t-1100']]);
    expect(tested).toEqual(limits);
    expect((await pagesOf(reader, { ...filter, order: 'desc' })).flat()).toEqual(['t-1100']);
    expect((await pagesFromEnd(many, filter, 50)).flat()).toEqual(['t-1100']);
  });

  it('counts all tickets, those of a team and those of an agent exactly, others among at most 1,000', async () => {
    const rejecting = readerLike(many, { scanCounts: () => Promise.reject(new Error('Tickets were counted.')) });
    for (const filter of [{}, { team: 'acme' }, { assignedTo: null }])
      expect(await queueCounts(rejecting, filter)).toMatchObject({
        total: 1_200,
        byStatus: { open: 1_199, solved: 1 },
        isComplete: true,
      });
    expect(await queueCounts(rejecting, { status: 'past', state: 'none' })).toMatchObject({ total: 1 });
    expect(await queueCounts(many, { product: 'dropbox' })).toMatchObject({ total: 1_000, isComplete: false });
    expect(await queueCounts(many, { product: 'dropbox', status: 'past' })).toMatchObject({
      total: 1,
      byStatus: { open: 0, solved: 1 },
      isComplete: true,
    });
  });

  it('refuses a cursor of another order', async () => {
    const page = await queuedTickets(many, {}, { limit: 1 });
    const cursor = isRefusal(page) ? undefined : page.next;
    for (const order of [{ sort: 'updatedAt' }, { order: 'desc' }] as const)
      expect(await queuedTickets(many, order, { cursor })).toMatchObject({ code: 'cursor-malformed' });
  });
});
