import { isExpired, refusedFiles, storedFilesIn, storedFilesText } from './stored-files.js';

const LOG = {
  uploadId: 'token',
  name: 'sync.log',
  mediaType: 'text/plain',
  bytes: 14,
  expiresAt: '2026-11-28T05:30:00.000Z',
};

describe('files of a draft', () => {
  it('are those that were stored, without what else is known of them', () => {
    const sha256 = 'abc';
    expect(storedFilesIn(storedFilesText([{ ...LOG, ...{ sha256 } }]))).toEqual([LOG]);
    expect(storedFilesText([])).toBe('');
  });

  it.each(['', 'null', '{}', '[', '[null, 1, {"uploadId": "token"}]', JSON.stringify([{ ...LOG, bytes: '14' }])])(
    'are none in %j',
    (text) => {
      expect(storedFilesIn(text)).toEqual([]);
    },
  );

  it('expire with the upload', () => {
    const at = Date.parse(LOG.expiresAt);
    expect([at - 1, at].map((now) => isExpired(LOG, now))).toEqual([false, true]);
    expect(isExpired({ ...LOG, expiresAt: 'never' }, at)).toBe(true);
  });
});

describe('files that a message is refused for', () => {
  const at = (time: string) => ({ ...LOG, expiresAt: `2026-11-28T${time}Z` });
  const [early, same, late] = [at('05:30:00'), at('05:30:30'), at('09:00:00')];
  const now = Date.parse(early.expiresAt);

  it.each([
    ['are those that have expired within the minute of the clock', now, [early, same]],
    ['are the first ones to expire if the clock of the page is behind', now - 3_600_000, [early]],
  ])('%s', (_, clock, files) => {
    expect(refusedFiles('upload-expired', [late, same, early], clock)).toEqual(expect.arrayContaining(files));
    expect(refusedFiles('upload-expired', [late, same, early], clock)).toHaveLength(files.length);
  });

  it('are all where an invalid one is not told apart, and none for another reason', () => {
    expect(refusedFiles('upload-invalid', [late, early], now)).toEqual([late, early]);
    expect(refusedFiles('ticket-closed', [late, early], now)).toEqual([]);
  });
});
