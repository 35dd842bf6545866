import { answer, note, noTicket, open, opened, OPENED, reply, solve } from '../../../test/support/ticket-commands.js';
import { attachmentsOf, uploadExpiry } from './attachments.js';

const SCREENSHOT = { sha256: 'ab'.repeat(32), name: 'screenshot.png', mediaType: 'image/png', bytes: 48_213 };
const LOG = { sha256: 'cd'.repeat(32), name: 'sync.log', mediaType: 'text/plain', bytes: 700 };
const expiresAt = uploadExpiry(OPENED);
const uploads = [
  { attachment: SCREENSHOT, expiresAt },
  { attachment: LOG, expiresAt },
];
const IN_TIME = '2026-11-28T05:30:00.000Z';
const TOO_LATE = '2026-11-28T05:30:00.001Z';

describe('an attachment', () => {
  it('R4 is recorded with the request', () => {
    noTicket
      .when(open(OPENED, { uploads }))
      .then({ type: 'TicketOpened', data: { attachments: [SCREENSHOT, LOG] } }, 'ResponseClockStarted');
    noTicket.when(open()).then({ type: 'TicketOpened', data: { attachments: [] } }, 'ResponseClockStarted');
  });

  it('V2 is recorded with the reply', () => {
    opened
      .when(reply('2026-11-27T08:00:00.000Z', { uploads }))
      .then({ type: 'TicketReplied', data: { attachments: [SCREENSHOT, LOG] } });
  });

  it('is recorded with answers and notes', () => {
    const at = '2026-11-27T08:00:00.000Z';
    opened
      .when({ ...answer(at), uploads })
      .then({ type: 'TicketAnswered', data: { attachments: [SCREENSHOT, LOG] } }, 'ResponseClockStopped');
    opened.when({ ...note(at), uploads }).then({ type: 'InternalNoteAdded', data: { attachments: [SCREENSHOT, LOG] } });
    opened
      .when(solve(at, 'Done.'))
      .then({ type: 'TicketAnswered', data: { attachments: [] } }, 'ResponseClockStopped', 'TicketSolved');
  });

  it('can be attached until exactly 22 hours after its upload', () => {
    const story = opened.after(answer('2026-11-27T08:00:00.000Z'));
    expect(attachmentsOf({ at: IN_TIME, uploads })).toEqual([SCREENSHOT, LOG]);
    story.when(reply(TOO_LATE, { uploads })).thenRefused('upload-expired', { reason: 'invalid' });
    story.when({ ...answer(TOO_LATE), uploads }).thenRefused('upload-expired');
    story.when({ ...note(TOO_LATE), uploads }).thenRefused('upload-expired');
    noTicket.when(open(TOO_LATE, { uploads })).thenRefused('upload-expired');
  });

  it('is listed once, unless the same content has two names', () => {
    const twin = { attachment: { ...SCREENSHOT, name: 'copy.png' }, expiresAt };
    expect(attachmentsOf({ at: OPENED, uploads: [...uploads, ...uploads, twin] })).toEqual([
      SCREENSHOT,
      LOG,
      twin.attachment,
    ]);
  });
});
