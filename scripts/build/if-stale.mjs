// Builds the project if any source is newer than `dist`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const builtFile = join(root, 'dist', 'apps', 'server', 'main.js');
const sources = [
  'apps',
  'libs',
  'projections',
  'test/bench',
  'test/faults',
  'test/oracle',
  'test/support',
  '.swcrc',
  'nest-cli.json',
  'scripts/build',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];

const lastModified = (path) => {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => lastModified(join(path, name))));
};

const isStale = () => {
  if (!existsSync(builtFile)) return true;
  const builtAt = statSync(builtFile).mtimeMs;
  return sources.some((source) => lastModified(join(root, source)) > builtAt);
};

if (isStale()) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  process.exit(status ?? 1);
}
