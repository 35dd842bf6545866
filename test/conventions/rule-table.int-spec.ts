import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

describe('docs/rules.md', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/rules/table.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });

  it('has a test for every requirement', () => {
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('equals the output of `npm run rules`', () => {
    expect(readFileSync(join(root, 'docs', 'rules.md'), 'utf8')).toBe(stdout);
  });
});
