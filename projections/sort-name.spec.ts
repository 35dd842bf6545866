import fc from 'fast-check';
import { sortName } from './sort-name.js';

describe('the sort column of names', () => {
  it('ignores case and the width of letters', () => {
    expect(sortName('ＡＣＭＥ kk')).toBe(sortName('Acme KK'));
    expect(sortName('  Acme   KK ')).toBe('acme kk');
  });

  it('has at most 32 characters, and never half of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const sorted = sortName(name);
        expect([...sorted].length).toBeLessThanOrEqual(32);
        expect(sorted).not.toMatch(/\p{Cs}/u);
      }),
    );
    expect(sortName('😀'.repeat(40))).toBe('😀'.repeat(32));
  });
});
