import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const documents = spawnSync('git', ['ls-files', '*.md', '*.ts', '*.mjs', '*.json'], { cwd: root, encoding: 'utf8' })
  .stdout.split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)) && !file.startsWith('test/conventions/'));

describe('the verifier of auditors', () => {
  it('is nowhere fetched by the name of a package, which anybody could publish', () => {
    const fetched =
      /\b(?:npx|npm (?:i|install|exec|x)|pnpm (?:add|dlx)|yarn (?:add|dlx)|bunx)\s[^\n`]*ledgerdesk-verify/;
    const found = documents.filter((file) => fetched.test(readFileSync(join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it('is built and hashed as docs/auditing.md says', () => {
    const page = readFileSync(join(root, 'docs/auditing.md'), 'utf8');
    expect(page).toContain('`npm ci && npm run build`');
    expect(page).toContain('`dist/ledgerdesk-verify.mjs.sha256`');
    const build = readFileSync(join(root, 'scripts/build/bundle.mjs'), 'utf8');
    expect(build).toContain("buildVerifier('dist')");
    expect(build).toContain('ledgerdesk-verify.mjs has the SHA-256');
  });
});
