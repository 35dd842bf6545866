import { readerOf } from '../test/support/projected-rows.js';
import { anEvent, recordedEvents } from '../test/support/recorded-events.js';
import { ticketList } from './index.js';
import { rowEventsQuery } from './row-events.js';

const log = recordedEvents(
  anEvent('TicketOpened', { ticketId: 'one' }),
  anEvent('TicketOpened', { ticketId: 'two' }),
  anEvent('InternalNoteAdded', { ticketId: 'one' }),
  anEvent('TicketSolved', { ticketId: 'one' }),
);

describe('the events that made some rows', () => {
  it('are those that changed each of them, and no others', async () => {
    const params = { model: ticketList.name, keys: ['one', 'none'] };
    const derived = rowEventsQuery.replays?.(ticketList, params) ?? ticketList;
    expect(await rowEventsQuery.run(readerOf(derived, log), params)).toMatchObject([
      { key: 'one', total: 2, events: [{ type: 'TicketOpened' }, { type: 'TicketSolved', position: '4' }] },
    ]);
  });

  it('are read from the streams of the rows, if these are known for all', () => {
    expect(rowEventsQuery.streams?.({ model: 'ticket-list', keys: ['one', 'two'] })).toEqual([
      'ticket-one',
      'ticket-two',
    ]);
    expect(rowEventsQuery.streams?.({ model: 'dashboard', keys: ['acme.aiko'] })).toBeUndefined();
  });
});
