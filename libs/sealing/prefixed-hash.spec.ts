import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { prefixedHash } from './prefixed-hash.js';

const reference = (algorithm: string, prefix: Uint8Array, text: string): string =>
  createHash(algorithm).update(prefix).update(text, 'utf8').digest('hex');

describe('the hash of bytes and a text', () => {
  it.each(['sha1', 'sha256'])('is that of both in a row, whatever was hashed before: %s', (algorithm) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.string({ unit: 'binary', maxLength: 400 }), (prefix, text) => {
        expect(prefixedHash(algorithm, prefix, text, 'hex')).toBe(reference(algorithm, prefix, text));
      }),
    );
  });

  it.each([21_844, 21_845, 21_846, 65_536, 1_000_000])('has no limit on the length: %d characters', (length) => {
    const [prefix, text] = [Buffer.alloc(16, 0xfe), '語'.repeat(length)];
    expect(prefixedHash('sha256', prefix, text, 'hex')).toBe(reference('sha256', prefix, text));
  });
});
