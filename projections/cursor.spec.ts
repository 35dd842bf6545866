import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.js';

const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const places = fc.record({ order: ascii, values: fc.array(fc.option(ascii), { maxLength: 3 }), key: ascii });

describe('cursors', () => {
  it('lead back to the place they stand for', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(decodeCursor(encodeCursor(place), place.order, place.values.length)).toEqual(place);
      }),
    );
  });

  it('need no escaping in an address', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(encodeCursor(place)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('are none of a list with more or fewer order columns', () => {
    fc.assert(
      fc.property(places, (place) => {
        for (const columns of [place.values.length + 1, place.values.length - 1]) {
          expect(decodeCursor(encodeCursor(place), place.order, columns)).toBeUndefined();
        }
      }),
    );
  });

  it('are none of the same list in another order', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(decodeCursor(encodeCursor(place), `${place.order} desc`, place.values.length)).toBeUndefined();
      }),
    );
  });

  it('stand for nothing when they are made up', () => {
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
      ['o', 'é', 'k'],
      ['v', 'k'],
      { 0: 'o', 1: 'v', 2: 'k' },
      'text',
      null,
    ]) {
      expect(decodeCursor(made(parts), 'o', 1)).toBeUndefined();
    }
  });
});
