import { parseUntil } from './parse-until.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe('the instant until which an import fires timers', () => {
  it.each([
    ['now', NOW],
    ['2026-11-27T07:30:00Z', NOW],
    ['2014-01-01T00:00:00+01:00', '2013-12-31T23:00:00.000Z'],
  ])('is %s', (text, instant) => expect(parseUntil(text, NOW)).toBe(instant));

  it.each(['', 'today', '2014-01-01', '2014-01-01T00:00:00', '2014-02-30T00:00:00Z', '42'])('is not "%s"', (text) =>
    expect(() => parseUntil(text, NOW)).toThrow('Use now or an instant'),
  );

  it('is not in the future', () =>
    expect(() => parseUntil('2026-11-27T07:30:00.001Z', NOW)).toThrow('is in the future'));
});
