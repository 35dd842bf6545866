import { spansOf, spanWithin } from './interval.js';

const at = (hour: number): string => `2026-11-27T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('spans', () => {
  it('are cut at the ends of an interval; one that goes on beyond it has no end', () => {
    const interval = { from: at(8), to: at(12) };
    expect(spanWithin({ at: at(7), until: at(9) }, interval)).toEqual({ at: at(8), until: at(9) });
    expect(spanWithin({ at: at(9), until: at(13) }, interval)).toEqual({ at: at(9), until: undefined });
    expect(spanWithin({ at: at(9), until: undefined }, {})).toEqual({ at: at(9), until: undefined });
    expect(spanWithin({ at: at(9), until: at(12) }, interval)).toEqual({ at: at(9), until: undefined });
  });

  it('have no part in an interval before or after them', () => {
    expect(spanWithin({ at: at(6), until: at(8) }, { from: at(8) })).toBeUndefined();
    expect(spanWithin({ at: at(12), until: undefined }, { to: at(12) })).toBeUndefined();
  });

  it('of values that follow each other last until the next one, without those that last no time', () => {
    const values = [
      { at: at(8), value: 'a' },
      { at: at(9), value: 'b' },
      { at: at(9), value: 'c' },
    ];
    expect(spansOf(values)).toEqual([
      { at: at(8), until: at(9), value: 'a' },
      { at: at(9), until: undefined, value: 'c' },
    ]);
  });
});
