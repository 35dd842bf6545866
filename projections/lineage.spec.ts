import fc from 'fast-check';
import type { Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { applyChanges } from '../test/support/apply-changes.js';
import { liveHistories, ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerOf, rowsOf } from '../test/support/projected-rows.js';
import { anEvent, recordedEvents } from '../test/support/recorded-events.js';
import { agentQueue, PROJECTIONS, ticketList, webhookList } from './index.js';
import { lineageOf, lineageQuery } from './lineage.js';

const lineage = (
  projection: Projection,
  log: readonly RecordedEvent[],
  options: { readonly key: string; readonly after?: string; readonly limit?: number },
) => {
  const params = { model: projection.name, limit: 1_000, ...options };
  return lineageQuery.run(readerOf(lineageOf(projection, params), log), params);
};

const log = recordedEvents(
  anEvent('TicketOpened', { ticketId: 'one' }),
  anEvent('TicketOpened', { ticketId: 'two' }),
  anEvent('InternalNoteAdded', { ticketId: 'one' }),
  anEvent('TicketAssigned', { ticketId: 'one' }),
  anEvent('TicketSolved', { ticketId: 'one' }),
);

describe('the lineage of a row', () => {
  it('has the events that changed the row, and no others', async () => {
    expect(await lineage(ticketList, log, { key: 'one' })).toMatchObject({
      row: { ticketId: 'one', status: 'solved' },
      total: 3,
      changes: [
        { id: 'event-1', type: 'TicketOpened', position: '1', change: 'created' },
        { id: 'event-4', type: 'TicketAssigned', position: '4', revision: 2, change: 'changed' },
        { id: 'event-5', type: 'TicketSolved', position: '5', change: 'changed' },
      ],
    });
    expect(await lineage(ticketList, log, { key: 'none' })).toBeUndefined();
  });

  it('says what each event changed, before and after', async () => {
    const found = await lineage(ticketList, log, { key: 'one' });
    expect(found?.changes[0]?.changes).toMatchObject([{ path: '', after: { ticketId: 'one', status: 'open' } }]);
    expect(found?.changes[2]?.changes).toContainEqual({ path: '/status', before: 'open', after: 'solved' });
  });

  it('shows that a row was removed', async () => {
    const webhook = { webhookId: 'w' };
    const gone = recordedEvents(anEvent('WebhookRegistered', webhook), anEvent('WebhookRemoved', webhook));
    expect(await lineage(webhookList, gone, { key: 'w' })).toMatchObject({
      row: null,
      total: 2,
      changes: [{ change: 'created' }, { change: 'removed' }],
    });
    const again = [...gone, ...recordedEvents(anEvent('WebhookRegistered', webhook))];
    expect((await lineage(webhookList, again, { key: 'w' }))?.changes.at(-1)).toMatchObject({ change: 'created' });
  });

  it('is paged by position, and says whether more events follow', async () => {
    const page = await lineage(agentQueue, log, { key: 'one', after: '1', limit: 1 });
    expect(page).toMatchObject({ total: 4, changes: [{ position: '3' }], more: true });
    expect(await lineage(agentQueue, log, { key: 'one', after: '4', limit: 1 })).toMatchObject({ more: false });
  });

  it('ends in the row of the read model, and its events alone make that row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(ticketHistories, liveHistories), async (history) => {
        for (const projection of PROJECTIONS)
          for (const [key, row] of [...rowsOf(projection, history)].slice(0, 3)) {
            const traced = await lineage(projection, history, { key });
            expect(traced?.row).toEqual(row);
            const folded = traced?.changes.reduce<Row | null>(
              (before, { changes }) => applyChanges(before, changes),
              null,
            );
            expect(folded).toEqual(row);
            const ids = traced?.changes.map(({ id }) => id) ?? [];
            const own = history.filter(({ id }) => ids.includes(id));
            expect(rowsOf(projection, own).get(key)).toEqual(row);
          }
      }),
      { numRuns: 20 },
    );
  });
});
