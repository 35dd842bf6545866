import { fillTemplate } from './texts.js';

describe('a text template', () => {
  it('L1 replaces each placeholder with its value, and one without a value with nothing', () => {
    expect(fillTemplate('{name}, call {number} or {number}.{more}', { name: 'Aiko', number: '+81' })).toBe(
      'Aiko, call +81 or +81.',
    );
    expect(fillTemplate('{a{b}}', { b: 'c' })).toBe('{ac}');
  });
});
