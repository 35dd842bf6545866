import { Problem } from '../platform/http/problem.js';
import { ViewNamePipe } from './view-name.js';

const named = (value: string): string => new ViewNamePipe().transform(value);

describe('the name of a view', () => {
  it.each(['A', 'Overdue, mine', '...', '.a', 'a/b', '50 %', '期限切れ', '😀'.repeat(60)])('can be %p', (name) => {
    expect(named(name)).toBe(name);
  });

  it('is the same however it is composed', () => {
    expect(named('Zoe\u0308')).toBe('Zo\u00eb');
  });

  it.each(['', ' ', '.', '..', ' a', 'a\u3000', 'a\u0000', 'a\tb', '\ud83d', '😀'.repeat(61)])(
    'cannot be %p',
    (name) => {
      expect(() => named(name)).toThrow(Problem);
    },
  );
});
