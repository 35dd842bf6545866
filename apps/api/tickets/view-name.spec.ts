import { Problem } from '../platform/http/problem.js';
import { ViewNamePipe } from './view-name.js';

const parse = (value: string): string => new ViewNamePipe().transform(value);

describe('ViewNamePipe', () => {
  it.each(['A', 'Overdue, mine', '...', '.a', 'a/b', '50 %', '期限切れ', '😀'.repeat(60)])('accepts %p', (name) => {
    expect(parse(name)).toBe(name);
  });

  it('normalizes the name to NFC', () => {
    expect(parse('Zoe\u0308')).toBe('Zo\u00eb');
  });

  it.each(['', ' ', '.', '..', ' a', 'a\u3000', 'a\u0000', 'a\tb', '\ud83d', '😀'.repeat(61)])('refuses %p', (name) => {
    expect(() => parse(name)).toThrow(Problem);
  });
});
