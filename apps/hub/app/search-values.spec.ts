import { defined, oneOf, textOf } from './search-values.js';

describe('values of an address', () => {
  it.each([
    ['proxy', 'proxy'],
    [404, '404'],
    [true, 'true'],
    [' ', undefined],
    [null, undefined],
    [['a'], undefined],
  ])('take %p as the text %p', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it('are one of a few, however they are written', () => {
    expect([oneOf(['true', 'false'], true), oneOf(['open'], 'lost'), oneOf(['open'], undefined)]).toEqual([
      'true',
      undefined,
      undefined,
    ]);
  });

  it('are left out if there is none', () => {
    expect(defined({ q: 'a', status: undefined })).toEqual({ q: 'a' });
  });
});
