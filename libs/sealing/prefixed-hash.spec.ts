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

  // With a prefix of 16 bytes, 21,840 characters are the most that fit in the kept memory.
  it.each([21_839, 21_840, 21_841, 65_536, 1_000_000])('has no limit on the length: %d characters', (length) => {
    const [prefix, text] = [Buffer.alloc(16, 0xfe), '語'.repeat(length)];
    expect(prefixedHash('sha256', prefix, text, 'hex')).toBe(reference('sha256', prefix, text));
  });

  it.each([1, 21_840, 21_841])('replaces lone surrogates, in %d characters too', (length) => {
    const [prefix, text] = [Buffer.alloc(16, 0xfe), '\ud83d'.repeat(length)];
    expect(prefixedHash('sha256', prefix, text, 'hex')).toBe(reference('sha256', prefix, '\ufffd'.repeat(length)));
  });

  it('leaves nothing of its input in the memory that is kept', async () => {
    const alloc = jest.spyOn(Buffer, 'alloc');
    await jest.isolateModulesAsync(async () => {
      const loaded = await import('./prefixed-hash.js');
      const kept: unknown = alloc.mock.results.at(-1)?.value;
      alloc.mockRestore();
      const digest = loaded.prefixedHash('sha256', Buffer.from('key'), 'Aiko Tanaka', 'hex');
      expect(digest).toBe(reference('sha256', Buffer.from('key'), 'Aiko Tanaka'));
      expect(kept).toEqual(Buffer.alloc(65_536));
    });
  });
});
