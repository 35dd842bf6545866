import { HOUR, MINUTE } from '@ledgerdesk/kernel';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import { openAttachmentFiles } from '@ledgerdesk/attachments/files';
import { attachments as attached } from '@ledgerdesk/projections';
import { ManualTime } from '../../../test/support/manual-time.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readerAfter } from '../../../test/support/projected-rows.js';
import { anEvent } from '../../../test/support/recorded-events.js';
import { AttachmentSweep, sweepAttachments } from './attachment-sweep.js';

describe('the attachment sweep', () => {
  let folder: string;
  let attachments: AttachmentStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    attachments = await openAttachmentFiles(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = async (content: string, at: string) =>
    (await attachments.put(Readable.from([Buffer.from(content)]), at)).sha256;
  const isKept = async (sha256: string) =>
    (await attachments.get(sha256).then((content) => content?.destroy())) !== undefined;
  const carrying = (...hashes: readonly string[]) =>
    readerAfter(
      attached,
      anEvent('TicketOpened', {
        attachments: hashes.map(() => ({ sha256: '0'.repeat(64), name: 'a', mediaType: 'text/plain', bytes: 1 })),
        files: hashes.map((sha256) => ({ sha256, bytes: 25 })),
        fileKeys: hashes.map(() => 'iXo1ZDbrNiR8wWl7T7mJd0MWvRbTnQvPjkB6bRUgr0E'),
      }),
    );

  it('deletes content that no message refers to once it is more than 22.5 hours old', async () => {
    const carried = await put('carried', '2026-11-20T00:00:00.000Z');
    const old = await put('old', '2026-11-26T01:29:59.999Z');
    const young = await put('young', '2026-11-26T01:30:00.000Z');
    await sweepAttachments(
      { attachments, rows: carrying(carried), caughtUp: async () => true },
      '2026-11-27T00:00:00.000Z',
    );
    expect(await Promise.all([carried, old, young].map(isKept))).toEqual([true, false, true]);
  });

  it('deletes nothing while the read model is behind', async () => {
    const old = await put('old', '2026-11-20T00:00:00.000Z');
    await sweepAttachments({ attachments, rows: carrying(), caughtUp: async () => false }, '2026-11-27T00:00:00.000Z');
    expect(await isKept(old)).toBe(true);
  });

  it('runs a minute after the start, then hourly, even after an error, and not once stopped', async () => {
    const time = new ManualTime('2026-11-27T00:00:00.000Z');
    const sweptAt: string[] = [];
    const caughtUp = async () => {
      sweptAt.push(time.now());
      throw new Error('no disk');
    };
    const errors: unknown[] = [];
    const sweep = new AttachmentSweep({
      attachments,
      rows: carrying(),
      caughtUp,
      clock: time,
      timers: time,
      onError: (error) => errors.push(error),
    });
    sweep.start();
    await time.advance(MINUTE);
    for (let hour = 0; hour < 2; hour += 1) await time.advance(HOUR);
    await sweep.stop();
    await time.advance(5 * HOUR);
    expect(sweptAt).toEqual(['2026-11-27T00:01:00.000Z', '2026-11-27T01:01:00.000Z', '2026-11-27T02:01:00.000Z']);
    expect(errors).toHaveLength(3);
  });
});
