import { decode } from '@ledgerdesk/event-store';
import { attachedFilesOf, storedFilesOf } from './stored-files.js';
import type { TicketReplied } from './ticket.js';

const attachment = { sha256: 'ab'.repeat(32), name: 'a.png', mediaType: 'image/png', bytes: 3 };
const other = { ...attachment, sha256: 'cd'.repeat(32), bytes: 700 };
const sealed = { sha256: 'ef'.repeat(32), bytes: 27 };
const mixed = { attachments: [attachment, other], files: [sealed, null], fileKeys: ['a key', null] };

describe('the files of a message', () => {
  it('are stored under the hash of their sealed bytes, or of their content', () => {
    expect(attachedFilesOf(mixed)).toEqual([
      { attachment, storedAs: sealed.sha256, key: 'a key' },
      { attachment: other, storedAs: other.sha256, key: null },
    ]);
    expect(storedFilesOf(mixed)).toEqual([sealed, { sha256: other.sha256, bytes: 700 }]);
  });

  it('cannot be read once the message is erased, but the sealed ones stay known', () => {
    const erased = { attachments: [], files: mixed.files, fileKeys: [] };
    expect(attachedFilesOf(erased)).toEqual([]);
    expect(storedFilesOf(erased)).toEqual([sealed]);
  });

  it.each([
    [1, {}, []],
    [2, { attachments: [attachment] }, [{ attachment, storedAs: attachment.sha256, key: null }]],
  ])('of version %d are not sealed', (version, recorded, files) => {
    const event = decode({
      id: 'e-1',
      stream: 'ticket-t-1',
      revision: 1,
      position: '2',
      type: 'TicketReplied',
      version,
      occurredAt: '2026-11-27T07:30:00.000Z',
      recordedAt: '2026-11-27T07:30:00.000Z',
      data: JSON.stringify({ ticketId: 't-1', teamId: 'acme', requesterId: 'aiko', body: 'Look.', ...recorded }),
      metadata: '{}',
    });
    expect(attachedFilesOf(event.data as TicketReplied['data'])).toEqual(files);
  });
});
