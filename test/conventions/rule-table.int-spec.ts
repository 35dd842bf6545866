import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

describe('docs/rules.md', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/rules/table.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });

  it('finds a test for every rule', () => {
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('is what `npm run rules` makes of the code as it is', () => {
    expect(readFileSync(join(root, 'docs', 'rules.md'), 'utf8')).toBe(stdout);
  });
});
