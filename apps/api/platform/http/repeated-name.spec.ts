import fc from 'fast-check';
import { repeatedName } from './repeated-name.js';

describe('repeatedName', () => {
  it.each([
    ['the same name twice', '{"a":1,"a":1}', 'a'],
    ['a name written with an escape', '{"a":1,"\\u0061":2}', 'a'],
    ['white space before the colon', '{"a" :1,"a"\n:2}', 'a'],
    ['an object inside a list', '[{"a":1},{"b":{"c":1,"d":[],"c":2}}]', 'c'],
    ['an empty name', '{"":1,"":2}', ''],
    ['a name with a quote and a bracket', '{"\\"{":1,"\\"{":2}', '"{'],
    ['a name of an inherited property', '{"constructor":1,"constructor":1}', 'constructor'],
  ])('finds %s', (_, json, name) => {
    expect(repeatedName(json)).toBe(name);
  });

  it.each([
    ['the same name in two objects', '[{"a":1},{"a":2}]'],
    ['the same name in an object and in the one around it', '{"a":{"a":{"a":1}},"b":{"a":1}}'],
    ['names inside strings', '{"a":"{\\"b\\":1,\\"b\\":2}","b":"\\\\"}'],
    ['names that differ in case or normalization', '{"a":1,"A":1,"\u00e9":1,"e\u0301":1}'],
  ])('accepts %s', (_, json) => {
    expect(repeatedName(json)).toBeUndefined();
  });

  it('finds none in the text of a value, and one where an object repeats any of its names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, pick) => {
        const json = JSON.stringify(value);
        expect(repeatedName(json)).toBeUndefined();
        const names = Object.keys(value);
        const name = names[pick % names.length] ?? '';
        expect(repeatedName(`[${json.slice(0, -1)},${JSON.stringify(name)}:0}]`)).toBe(name);
      }),
    );
  });

  it('reads the largest body that the engine accepts in linear time', () => {
    const text = JSON.stringify({ body: '\\"'.repeat(60_000) });
    expect(repeatedName(text)).toBeUndefined();
  });
});
