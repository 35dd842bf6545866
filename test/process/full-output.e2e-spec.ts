import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openUnwritableOutput, type UnwritableOutput } from '../support/unwritable-output.js';

describe('a command whose output cannot be written, such as to a full disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-full-'));
  let output: UnwritableOutput;
  beforeAll(() => {
    output = openUnwritableOutput();
  });
  afterAll(() => {
    output.close();
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['dist/apps/cli/main.js', ...args], {
      cwd: join(__dirname, '..', '..'),
      env: { ...process.env, NODE_ENV: 'development', DATA_DIR: folder },
      encoding: 'utf8',
      stdio: ['ignore', output.fd, 'pipe'],
    });

  it.each([
    ['token', '--kind', 'operator'],
    ['doctor', '--json'],
  ])('fails and says why: %s', (...args) => {
    const { status, stderr } = run(...args);
    expect(stderr.slice(0, stderr.indexOf(','))).toBe(`error: The output is incomplete: ${output.error}`);
    expect(status).toBe(1);
  });
});
