import type { Row } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { applyChanges } from '../test/support/apply-changes.js';
import { MAX_PATHS, pathChanges } from './path-changes.js';

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Row);
const row = fc
  .dictionary(fc.constantFrom('a', 'b', 'c/d', '~e', '__proto__'), json, { maxKeys: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Row);
const state = fc.option(row);

describe('changes of a row', () => {
  it('name what was added, changed and removed by JSON Pointers', () => {
    const before = { status: 'open', tags: ['a', 'b'], 'x/y': { '~': 1 }, same: [1, { a: 1 }] };
    const after = { status: 'solved', tags: ['a'], 'x/y': { '~': 2 }, same: [1, { a: 1 }], more: null };
    expect(pathChanges(before, after)).toEqual([
      { path: '/status', before: 'open', after: 'solved' },
      { path: '/tags/1', before: 'b' },
      { path: '/x~1y/~0', before: 1, after: 2 },
      { path: '/more', after: null },
    ]);
    expect(pathChanges(null, { a: 1 })).toEqual([{ path: '', after: { a: 1 } }]);
    expect(pathChanges({ a: 1 }, null)).toEqual([{ path: '', before: { a: 1 } }]);
    expect(pathChanges(null, null)).toEqual([]);
  });

  it('turn the state before into the state after', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        expect(applyChanges(before, pathChanges(before, after))).toEqual(after);
      }),
    );
  });

  it('are the whole row if there are too many', () => {
    const many = (value: number): Row => ({ list: Array.from({ length: MAX_PATHS + 1 }, () => value) });
    expect(pathChanges(many(1), many(2))).toEqual([{ path: '', before: many(1), after: many(2) }]);
  });
});
