import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A device on which every write fails, as on a full disk. */
const FULL_DISK = '/dev/full';

(existsSync(FULL_DISK) ? describe : describe.skip)('a command whose output goes to a full disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-full-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: readonly string[]) => {
    const output = openSync(FULL_DISK, 'w');
    try {
      return spawnSync(process.execPath, ['dist/apps/cli/main.js', ...args], {
        cwd: join(__dirname, '..', '..'),
        env: { ...process.env, NODE_ENV: 'development', DATA_DIR: folder },
        encoding: 'utf8',
        stdio: ['ignore', output, 'pipe'],
      });
    } finally {
      closeSync(output);
    }
  };

  it.each([
    ['token', '--kind', 'operator'],
    ['doctor', '--json'],
  ])('fails and says why: %s', (...args) => {
    const { status, stderr } = run(...args);
    expect(stderr).toMatch(/^error: The output is incomplete: ENOSPC: no space left on device/);
    expect(status).toBe(1);
  });
});
