import { createHmac, randomBytes } from 'node:crypto';
import { hmacSha256 } from './hmac.js';

describe('HMAC-SHA256', () => {
  it('equals test case 2 of RFC 4231', () => {
    const digest = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const text = 'what do ya want for nothing?';
    expect(Buffer.from(hmacSha256(Buffer.from('Jefe'), text), 'base64url').toString('hex')).toBe(digest);
  });

  it('equals that of the platform, for texts of any length', () => {
    const key = new Uint8Array(randomBytes(32));
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1_000]) {
      const text = 'あ🎉x'.repeat(length);
      expect(hmacSha256(key, text)).toBe(createHmac('sha256', key).update(text).digest('base64url'));
    }
  });

  it('takes keys of at most a block', () => {
    expect(() => hmacSha256(new Uint8Array(65), '')).toThrow(RangeError);
  });
});
