import { comparePositions, positionBefore } from './position.js';

describe('positionBefore', () => {
  it('returns the position to read after, for a read that includes a position', () => {
    expect(['1', '10', '9223372036854775807'].map(positionBefore)).toEqual(['0', '9', '9223372036854775806']);
  });

  it('returns the start of the log for the start of the log', () => {
    expect(positionBefore('0')).toBe('0');
  });
});

describe('comparePositions', () => {
  it('sorts by value', () => {
    expect(['10', '9', '0', '100'].sort(comparePositions)).toEqual(['0', '9', '10', '100']);
  });
});
