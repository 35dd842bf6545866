import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.js';

const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const text = fc.string({ unit: 'grapheme', maxLength: 32 });
const keysets = fc.record({ order: ascii, values: fc.array(fc.option(text), { maxLength: 3 }), key: ascii });

describe('cursors', () => {
  it('decode to the keyset they were encoded from', () => {
    fc.assert(
      fc.property(keysets, (keyset) => {
        expect(decodeCursor(encodeCursor(keyset), keyset.order, keyset.values.length)).toEqual(keyset);
      }),
    );
  });

  it('need no escaping in a URL', () => {
    fc.assert(
      fc.property(keysets, (keyset) => {
        expect(encodeCursor(keyset)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('are invalid for a list with more or fewer order columns', () => {
    fc.assert(
      fc.property(keysets, (keyset) => {
        for (const columns of [keyset.values.length + 1, keyset.values.length - 1]) {
          expect(decodeCursor(encodeCursor(keyset), keyset.order, columns)).toBeUndefined();
        }
      }),
    );
  });

  it('are invalid for the same list in another order', () => {
    fc.assert(
      fc.property(keysets, (keyset) => {
        expect(decodeCursor(encodeCursor(keyset), `${keyset.order} desc`, keyset.values.length)).toBeUndefined();
      }),
    );
  });

  it('are invalid when forged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => decodeCursor(text, 'o', 1)).not.toThrow();
      }),
    );
    const made = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const parts of [
      ['o', 1, 'k'],
      ['o', 'v', null],
      ['o', '\u0000', 'k'],
      ['o', '\ud800', 'k'],
      ['v', 'k'],
      { 0: 'o', 1: 'v', 2: 'k' },
      'text',
      null,
    ]) {
      expect(decodeCursor(made(parts), 'o', 1)).toBeUndefined();
    }
  });
});
