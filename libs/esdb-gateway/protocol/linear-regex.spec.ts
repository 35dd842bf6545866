import fc from 'fast-check';
import { linearRegex } from './linear-regex.js';

/** Milliseconds of processor time that a call uses. */
const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

describe('a regular expression of a client', () => {
  it.each([
    ['^ticket-', 'ticket-1', true],
    ['ticket', 'my-ticket-1', true],
    ['^ticket-', 'team-1', false],
    ['^[^\\$].*', '$settings', false],
    ['^[^\\$].*', 'notes-1', true],
    ['^orders\\-\\d+$', 'orders-17', true],
    ['^(?!\\$).*', '$settings', false],
    ['^(?!\\$).*', 'notes-1', true],
    ['^(?!\\$)(?!a|b\\))[^|(]+$', 'b)c', false],
    ['^(?!\\$)(?!a|b\\))[^|(]+$', 'cb)', true],
    ['^(?=.*7)notes-', 'notes-17', true],
    ['^(?=.*7)notes-', 'notes-1', false],
    ['(?<!Test)$', 'OrderTest', false],
    ['(?<!Test)$', 'Order', true],
    ['(?i)^NOTES', 'notes-1', true],
    ['^(?<kind>a|b)-\\u00e4$', 'a-ä', true],
    ['^\\p{L}+$', '北京', true],
    ['', 'anything', true],
  ])('%s tests "%s" as %p', (pattern, text, expected) => {
    expect(linearRegex(pattern)(text)).toBe(expected);
  });

  it('agrees with a backtracking engine where both have the syntax', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\.', '(a|b)', '(?:ab)', '(?!a)', '(?=b)');
    const repeat = fc.constantFrom('', '', '*', '+', '?', '{1,2}');
    const part = fc.tuple(atom, repeat).map(([text, times]) => (text.startsWith('(?') ? text : text + times));
    const pattern = fc
      .tuple(
        fc.constantFrom('', '^', '^(?!a)', '^(?!b|aa)(?=.)'),
        fc.array(part, { maxLength: 4 }),
        fc.constantFrom('', '$'),
      )
      .map(([start, parts, end]) => start + parts.filter((text) => !/^\(\?[!=]/.test(text)).join('') + end);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        expect(linearRegex(source)(input)).toBe(new RegExp(source, 'u').test(input));
      }),
    );
  });

  it.each(['^(a+)+$', '^(a|a)*$', '(.*)*b', '^(?!(a+)+$)a', '(?<!(?:a+)+b)$'])(
    '%s takes linear time, whatever the text',
    (pattern) => {
      const test = linearRegex(pattern);
      expect(cpuMs(() => test(`${'a'.repeat(20_000)}!`))).toBeLessThan(1_000);
    },
  );

  it.each([
    ['an open group', '('],
    ['a backreference', '(a)\\1'],
    ['a lookahead that is not at the start', 'a(?!b)'],
    ['a lookahead before alternatives', '^(?!a)b|c'],
    ['a program that is too large', '((a{100}){100}){100}'],
    ['too many characters', 'a'.repeat(4_097)],
  ])('is refused with %s', (_what, pattern) => {
    expect(() => linearRegex(pattern)).toThrow(/regular expression/);
  });
});
