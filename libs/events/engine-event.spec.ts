import { EVENTS_BY_CATEGORY } from './catalogue.js';
import { isEngineEvent } from './engine-event.js';

describe('an engine event', () => {
  it('is an event of any type in the streams of its category', () => {
    for (const [category, definitions] of Object.entries(EVENTS_BY_CATEGORY))
      for (const { type } of definitions) expect(isEngineEvent({ stream: `${category}-1`, type })).toBe(true);
  });

  it.each(['evil-1', 'tickets-1', '$ticket-1', '-ticket-1', 'Ticket-1', 'ledgerdesk-log', ''])(
    'is not in the stream %p, whatever its type',
    (stream) => {
      expect(isEngineEvent({ stream, type: 'TicketOpened' })).toBe(false);
    },
  );

  it('is not of a type that belongs to streams of another category', () => {
    expect(isEngineEvent({ stream: 'team-acme', type: 'TicketOpened' })).toBe(false);
    expect(isEngineEvent({ stream: 'ticket-1', type: 'WebhookRegistered' })).toBe(false);
  });

  it('may have a type that only a newer version knows', () => {
    expect(isEngineEvent({ stream: 'ticket-1', type: 'TicketFolded' })).toBe(true);
    expect(isEngineEvent({ stream: 'notes-1', type: 'TicketFolded' })).toBe(false);
  });
});
