import { knownPosition, rememberPosition } from './position.js';

describe('the position that reads include', () => {
  it('is the latest one, whatever comes late', () => {
    rememberPosition('9');
    rememberPosition('10');
    rememberPosition('9');
    rememberPosition(null);
    expect(knownPosition()).toBe('10');
    rememberPosition('9007199254740993');
    rememberPosition('9007199254740992');
    expect(knownPosition()).toBe('9007199254740993');
  });
});
