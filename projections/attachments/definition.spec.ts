import { rowsAfter, readerAfter } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { attachments } from './definition.js';
import { isAttached } from './queries.js';

const file = (letter: string, name = 'a.png') => ({
  sha256: letter.repeat(64),
  name,
  mediaType: 'image/png',
  bytes: 3,
});

const log = [
  anEvent(
    'TicketOpened',
    { attachments: [file('a'), file('a', 'the same.png'), file('b')] },
    '2026-11-27T07:30:00.000Z',
  ),
  anEvent('TicketReplied', { attachments: [file('a')] }, '2026-11-27T08:30:00.000Z'),
  anEvent('TicketAnswered', { attachments: [file('c')] }, '2026-11-27T09:30:00.000Z'),
  anEvent('InternalNoteAdded', { attachments: [file('d')] }, '2026-11-27T10:30:00.000Z'),
  anEvent('TicketReplied', { attachments: [] }),
];

describe('attachments', () => {
  it('have one row per ticket and content, with the time of its first message', () => {
    expect([...rowsAfter(attachments, ...log).values()]).toEqual([
      { ticketId: 't-1', sha256: 'a'.repeat(64), bytes: 3, attachedAt: '2026-11-27T07:30:00.000Z' },
      { ticketId: 't-1', sha256: 'b'.repeat(64), bytes: 3, attachedAt: '2026-11-27T07:30:00.000Z' },
      { ticketId: 't-1', sha256: 'c'.repeat(64), bytes: 3, attachedAt: '2026-11-27T09:30:00.000Z' },
      { ticketId: 't-1', sha256: 'd'.repeat(64), bytes: 3, attachedAt: '2026-11-27T10:30:00.000Z' },
    ]);
  });

  it('are gone with an erased ticket, unless another ticket has them', async () => {
    const other = anEvent('TicketOpened', { ticketId: 't-10', attachments: [file('a')] });
    const reader = readerAfter(attachments, ...log, other, anEvent('TicketErased'));
    expect(await isAttached(reader, 'a'.repeat(64))).toBe(true);
    expect(await isAttached(reader, 'd'.repeat(64))).toBe(false);
  });

  it('are found by their hash', async () => {
    const reader = readerAfter(attachments, ...log);
    expect(await isAttached(reader, 'd'.repeat(64))).toBe(true);
    expect(await isAttached(reader, 'e'.repeat(64))).toBe(false);
  });
});
