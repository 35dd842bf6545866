import { joined } from './joined.js';

describe('joined texts', () => {
  it.each([
    [['Dropbox', 'Sync'], 'Dropbox · Sync'],
    [['Dropbox', ''], 'Dropbox'],
    [['', 'Sync'], 'Sync'],
    [['', undefined, null], ''],
  ])('of %j are "%s"', (texts, expected) => {
    expect(joined(texts)).toBe(expected);
  });

  it('have the separator that suits them', () => {
    expect(joined(['Dropbox', '', 'Dropbox Dash'], ', ')).toBe('Dropbox, Dropbox Dash');
  });
});
