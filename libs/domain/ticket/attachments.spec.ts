import { answer, note, noTicket, open, opened, OPENED, reply, solve } from '../../../test/support/ticket-commands.js';
import { filesOf, NO_FILES, uploadExpiry } from './attachments.js';

const SCREENSHOT = { sha256: 'ab'.repeat(32), name: 'screenshot.png', mediaType: 'image/png', bytes: 48_213 };
const LOG = { sha256: 'cd'.repeat(32), name: 'sync.log', mediaType: 'text/plain', bytes: 700 };
const expiresAt = uploadExpiry(OPENED);
const [FILE, KEY] = [{ sha256: 'ef'.repeat(32), bytes: 48_237 }, 'iXo1ZDbrNiR8wWl7T7mJd0MWvRbTnQvPjkB6bRUgr0E'];
/** The second one was uploaded before files were sealed. */
const uploads = [
  { attachment: SCREENSHOT, sealed: { file: FILE, key: KEY }, expiresAt },
  { attachment: LOG, expiresAt },
];
const FILES = { attachments: [SCREENSHOT, LOG], files: [FILE, null], fileKeys: [KEY, null] };
const IN_TIME = '2026-11-28T05:30:00.000Z';
const TOO_LATE = '2026-11-28T05:30:00.001Z';

describe('an attachment', () => {
  it('R4 is recorded with the request', () => {
    noTicket.when(open(OPENED, { uploads })).then({ type: 'TicketOpened', data: FILES }, 'ResponseClockStarted');
    noTicket.when(open()).then({ type: 'TicketOpened', data: NO_FILES }, 'ResponseClockStarted');
  });

  it('V2 is recorded with the reply', () => {
    opened.when(reply('2026-11-27T08:00:00.000Z', { uploads })).then({ type: 'TicketReplied', data: FILES });
  });

  it('is recorded with answers and notes', () => {
    const at = '2026-11-27T08:00:00.000Z';
    opened.when({ ...answer(at), uploads }).then({ type: 'TicketAnswered', data: FILES }, 'ResponseClockStopped');
    opened.when({ ...note(at), uploads }).then({ type: 'InternalNoteAdded', data: FILES });
    opened
      .when(solve(at, 'Done.'))
      .then({ type: 'TicketAnswered', data: NO_FILES }, 'ResponseClockStopped', 'TicketSolved');
  });

  it('can be attached until exactly 22 hours after its upload', () => {
    const story = opened.after(answer('2026-11-27T08:00:00.000Z'));
    expect(filesOf({ at: IN_TIME, uploads })).toEqual(FILES);
    story.when(reply(TOO_LATE, { uploads })).thenRefused('upload-expired', { reason: 'invalid' });
    story.when({ ...answer(TOO_LATE), uploads }).thenRefused('upload-expired');
    story.when({ ...note(TOO_LATE), uploads }).thenRefused('upload-expired');
    noTicket.when(open(TOO_LATE, { uploads })).thenRefused('upload-expired');
  });

  it('is listed once, unless the same content has two names', () => {
    const twin = { attachment: { ...SCREENSHOT, name: 'copy.png' }, expiresAt };
    const again = {
      attachment: SCREENSHOT,
      sealed: { file: { ...FILE, sha256: '01'.repeat(32) }, key: 'x' },
      expiresAt,
    };
    expect(filesOf({ at: OPENED, uploads: [...uploads, again, twin] })).toEqual({
      attachments: [SCREENSHOT, LOG, twin.attachment],
      files: [again.sealed.file, null, null],
      fileKeys: ['x', null, null],
    });
  });
});
