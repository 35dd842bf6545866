import { fillTemplate } from './texts.js';

describe('a text', () => {
  it('L1 has words in the place of their names, and nothing in the place of a name without one', () => {
    expect(fillTemplate('{name}, call {number} or {number}.{more}', { name: 'Aiko', number: '+81' })).toBe(
      'Aiko, call +81 or +81.',
    );
    expect(fillTemplate('{a{b}}', { b: 'c' })).toBe('{ac}');
  });
});
