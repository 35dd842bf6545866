import { isRefusal, type Projection, type RecordedEvent, type Row, TIME_BASES } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { applyChanges } from '../test/support/apply-changes.js';
import { liveHistories, ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerOf, rowsOf } from '../test/support/projected-rows.js';
import { anEvent, recordedEvents } from '../test/support/recorded-events.js';
import { PROJECTIONS, ticketList, webhookList } from './index.js';
import { type DiffMoment, type DiffParams, isReversed, pairsOf, type RowDifference, rowDiffQuery } from './row-diff.js';

const diff = async (
  projection: Projection,
  log: readonly RecordedEvent[],
  params: Pick<DiffParams, 'from' | 'to'> & Partial<DiffParams>,
): Promise<readonly RowDifference[]> => {
  const all: DiffParams = { model: projection.name, by: 'recorded', prefix: '', page: { limit: 1_000 }, ...params };
  const page = await rowDiffQuery.run(readerOf(pairsOf(projection, all), log), all);
  if (isRefusal(page)) throw new Error(page.message);
  return page.items;
};

const log = recordedEvents(
  anEvent('TicketOpened', { ticketId: 'one' }),
  anEvent('TicketOpened', { ticketId: 'two' }),
  anEvent('InternalNoteAdded', { ticketId: 'one' }),
  anEvent('TicketAssigned', { ticketId: 'one' }),
  anEvent('TicketSolved', { ticketId: 'one' }),
);

const rowsWithin = (
  projection: Projection,
  events: readonly RecordedEvent[],
  isWithin: (e: RecordedEvent) => boolean,
) => rowsOf(projection, events.filter(isWithin));

const moment = fc.oneof(
  fc.nat(40).map((position): DiffMoment => ({ position: String(position) })),
  fc.constantFrom('10-15', '11-15', '12-15').map((day): DiffMoment => ({ instant: `2026-${day}T00:00:00.000Z` })),
);

describe('the difference of a read model between two moments', () => {
  it('has added and changed rows, with what changed and the events that caused it', async () => {
    const found = await diff(ticketList, log, { from: { position: '1' }, to: { position: '5' } });
    expect(found).toMatchObject([
      {
        key: 'one',
        change: 'changed',
        changes: expect.arrayContaining([{ path: '/status', before: 'open', after: 'solved' }]) as unknown,
        causes: [{ type: 'TicketAssigned' }, { type: 'TicketSolved', position: '5' }],
        events: 2,
      },
      { key: 'two', change: 'added', causes: [{ id: 'event-2' }], events: 1 },
    ]);
    expect(await diff(ticketList, log, { from: { position: '5' }, to: { position: '5' } })).toEqual([]);
    expect(await diff(ticketList, log, { from: { position: '1' }, to: { position: '5' }, prefix: 'two' })).toHaveLength(
      1,
    );
  });

  it('has removed rows, and none that came and went in between', async () => {
    const webhook = { webhookId: 'w' };
    const gone = recordedEvents(anEvent('WebhookRegistered', webhook), anEvent('WebhookRemoved', webhook));
    expect(await diff(webhookList, gone, { from: { position: '1' }, to: { position: '2' } })).toMatchObject([
      { key: 'w', change: 'removed', changes: [{ path: '', before: { webhookId: 'w' } }] },
    ]);
    expect(await diff(webhookList, gone, { from: { position: '0' }, to: { position: '2' } })).toEqual([]);
  });

  it('turns the rows of the first moment into those of the second, and names events that caused it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(ticketHistories, liveHistories),
        moment,
        moment,
        fc.constantFrom(...TIME_BASES),
        fc.constantFrom(...PROJECTIONS),
        async (history, from, to, by, projection) => {
          const within = (limit: DiffMoment) => (event: RecordedEvent) =>
            'position' in limit
              ? Number(event.position) <= Number(limit.position)
              : (by === 'occurred' ? event.occurredAt : event.recordedAt) <= limit.instant;
          const rows = new Map<string, Row>(rowsWithin(projection, history, within(from)));
          for (const { key, changes, causes } of await diff(projection, history, { from, to, by })) {
            const after = applyChanges(rows.get(key) ?? null, changes);
            if (after) rows.set(key, after);
            else rows.delete(key);
            expect(causes.length).toBeGreaterThan(0);
            for (const { id } of causes) {
              const cause = history.find((event) => event.id === id);
              expect(cause && within(from)(cause) !== within(to)(cause)).toBe(true);
            }
          }
          expect(rows).toEqual(rowsWithin(projection, history, within(to)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('knows moments in the wrong order, unless one is a position and one an instant', () => {
    const [early, late] = [{ position: '9' }, { position: '10' }];
    expect(isReversed({ from: late, to: early })).toBe(true);
    expect(isReversed({ from: early, to: late })).toBe(false);
    const instant = { instant: '2026-11-27T00:00:00.000Z' };
    expect(isReversed({ from: instant, to: { instant: '2026-11-26T00:00:00.000Z' } })).toBe(true);
    expect(isReversed({ from: instant, to: early })).toBe(false);
  });
});
