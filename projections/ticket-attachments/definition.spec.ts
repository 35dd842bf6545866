import { readerAfter } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { ticketAttachments } from './definition.js';
import { deskAttachmentOf, ownAttachmentOf } from './queries.js';

const aiko = { teamId: 'acme', requesterId: 'aiko' };
const file = (name: string, sha256 = 'ab'.repeat(32)) => ({ sha256, name, mediaType: 'image/png', bytes: 3 });
const { sha256 } = file('');

describe('the attachments of tickets', () => {
  const opened = anEvent('TicketOpened', { attachments: [] });
  const note = anEvent('InternalNoteAdded', { attachments: [file('note.png')] });
  const reply = anEvent('TicketReplied', { attachments: [file('reply.png'), file('reply again.png')] });
  const answer = anEvent('TicketAnswered', { attachments: [file('answer.png')] });

  it('V4 are the first public ones of each content, for requesters without those of internal notes', async () => {
    const noted = readerAfter(ticketAttachments, opened, note);
    expect(await deskAttachmentOf(noted, 't-1', sha256)).toMatchObject({ name: 'note.png', audience: 'desk' });
    expect(await ownAttachmentOf(noted, aiko, 't-1', sha256)).toBeUndefined();
    const replied = readerAfter(ticketAttachments, opened, note, reply, answer, note);
    for (const found of [
      await deskAttachmentOf(replied, 't-1', sha256),
      await ownAttachmentOf(replied, aiko, 't-1', sha256),
    ])
      expect(found).toMatchObject({ ...file('reply.png'), audience: 'public' });
  });

  it('V4 are those of the ticket and of its requester alone', async () => {
    const reader = readerAfter(ticketAttachments, opened, reply);
    expect(await ownAttachmentOf(reader, { ...aiko, requesterId: 'ben' }, 't-1', sha256)).toBeUndefined();
    expect(await ownAttachmentOf(reader, { ...aiko, teamId: 'globex' }, 't-1', sha256)).toBeUndefined();
    expect(await deskAttachmentOf(reader, 't-2', sha256)).toBeUndefined();
    expect(await deskAttachmentOf(reader, 't-1', 'cd'.repeat(32))).toBeUndefined();
  });
});
