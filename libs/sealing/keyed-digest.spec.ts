import { createHash, randomBytes } from 'node:crypto';
import { keyedDigest } from './keyed-digest.js';

describe('a keyed digest', () => {
  it('is SHA-512/256 of the key in base64url, a space and the text', () => {
    const key = new Uint8Array(randomBytes(32));
    const expected = createHash('sha512-256').update(`${Buffer.from(key).toString('base64url')} ä text`);
    expect(keyedDigest(key, 'ä text')).toBe(expected.digest('base64url'));
  });

  it('differs for another key and another text', () => {
    const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(new Set([keyedDigest(one, 'a'), keyedDigest(other, 'a'), keyedDigest(one, 'b')]).size).toBe(3);
    expect(keyedDigest(one, 'a')).toBe(keyedDigest(new Uint8Array(32).fill(1), 'a'));
  });
});
