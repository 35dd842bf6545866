import { nameIn } from './name-in.js';

const NAMED = [{ id: 'dash', name: 'Dropbox Dash' }];

describe('names by id', () => {
  it('name what is known, also while others are to come', () => {
    expect(nameIn(NAMED)('dash')).toBe('Dropbox Dash');
    expect(nameIn(NAMED, true)('dash')).toBe('Dropbox Dash');
  });

  it('show an unknown id only when all names are there', () => {
    expect(nameIn(NAMED, true)('restore_versions')).toBe('');
    expect(nameIn(NAMED)('restore_versions')).toBe('restore_versions');
  });
});
