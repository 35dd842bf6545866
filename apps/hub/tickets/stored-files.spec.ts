import { isExpired, storedFilesIn, storedFilesText } from './stored-files.js';

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
