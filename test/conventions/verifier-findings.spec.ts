import { readFileSync } from 'node:fs';

/** The kinds in the union of a source file. */
const declared = (): readonly string[] => {
  const [, union = ''] = /export type FindingKind =([^;]*);/.exec(readFileSync('libs/ledger/finding.ts', 'utf8')) ?? [];
  return [...union.matchAll(/'([a-z-]+)'/g)].map(([, kind = '']) => kind);
};

/** The kinds in the first column of the table of findings. */
const documented = (): readonly string[] => {
  const [, table = ''] =
    /\| Finding \|[^\n]*\n\|[^\n]*\n((?:\|[^\n]*\n)*)/.exec(readFileSync('docs/auditing.md', 'utf8')) ?? [];
  const cells = table.split('\n').map((row) => row.split('|')[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, kind = '']) => kind));
};

describe('the findings of the verifier', () => {
  it('are all explained to auditors, and no others are', () => {
    expect(declared().length).toBeGreaterThan(20);
    expect(documented().toSorted()).toEqual(declared().toSorted());
  });
});
