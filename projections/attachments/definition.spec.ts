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

/** Files that are stored as they are, then one that is sealed. */
const plain = (...attachments: readonly ReturnType<typeof file>[]) => ({
  attachments,
  files: attachments.map(() => null),
  fileKeys: attachments.map(() => null),
});
const sealed = {
  attachments: [file('d')],
  files: [{ sha256: '7'.repeat(64), bytes: 27 }],
  fileKeys: ['iXo1ZDbrNiR8wWl7T7mJd0MWvRbTnQvPjkB6bRUgr0E'],
};

const log = [
  anEvent('TicketOpened', plain(file('a'), file('a', 'the same.png'), file('b')), '2026-11-27T07:30:00.000Z'),
  anEvent('TicketReplied', plain(file('a')), '2026-11-27T08:30:00.000Z'),
  anEvent('TicketAnswered', plain(file('c')), '2026-11-27T09:30:00.000Z'),
  anEvent('InternalNoteAdded', sealed, '2026-11-27T10:30:00.000Z'),
  anEvent('TicketReplied', plain()),
];

describe('attachments', () => {
  it('have one row per ticket and content, with the time of its first message', () => {
    expect([...rowsAfter(attachments, ...log).values()]).toEqual([
      { ticketId: 't-1', sha256: 'a'.repeat(64), bytes: 3, attachedAt: '2026-11-27T07:30:00.000Z' },
      { ticketId: 't-1', sha256: 'b'.repeat(64), bytes: 3, attachedAt: '2026-11-27T07:30:00.000Z' },
      { ticketId: 't-1', sha256: 'c'.repeat(64), bytes: 3, attachedAt: '2026-11-27T09:30:00.000Z' },
      { ticketId: 't-1', sha256: '7'.repeat(64), bytes: 27, attachedAt: '2026-11-27T10:30:00.000Z' },
    ]);
  });

  it('are gone with an erased ticket, unless another ticket has them', async () => {
    const other = anEvent('TicketOpened', { ticketId: 't-10', ...plain(file('a')) });
    const reader = readerAfter(attachments, ...log, other, anEvent('TicketErased'));
    expect(await isAttached(reader, 'a'.repeat(64))).toBe(true);
    expect(await isAttached(reader, '7'.repeat(64))).toBe(false);
  });

  it('stay known while the texts of the ticket are gone, if they are sealed', () => {
    const erased = anEvent('TicketReplied', { ...sealed, attachments: [], fileKeys: [] });
    expect([...rowsAfter(attachments, erased).values()]).toMatchObject([{ sha256: '7'.repeat(64), bytes: 27 }]);
    expect(rowsAfter(attachments, anEvent('TicketReplied', { ...plain(file('a')), attachments: [] })).size).toBe(0);
  });

  it('are found by their hash', async () => {
    const reader = readerAfter(attachments, ...log);
    expect(await isAttached(reader, '7'.repeat(64))).toBe(true);
    expect(await isAttached(reader, 'e'.repeat(64))).toBe(false);
  });
});
