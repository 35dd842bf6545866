import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { BENCHES } from '../bench/benches.js';
import { SIZES } from '../bench/size.js';

const BENCH = createRequire(__filename).resolve('#compiled/test/bench/main.js');
/** Takes seconds. A process that does not end is ended, so that its output shows where it stopped. */
const LIMIT_MS = 100_000;
/** Those that take the least time. `.ci/run` runs all of them in the short form. */
const CHEAPEST = ['deadlines', 'verify', 'append'];

/** Runs `npm run bench` without npm. */
const bench = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, ['--expose-gc', BENCH, ...args], { timeout: LIMIT_MS });

/** The cells of the rows of a table, without its head. */
const rowsOf = (output: string): readonly (readonly string[])[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.slice(2, -2).split(' | '));

describe('npm run bench', () => {
  it('loads every benchmark, and prints a figure beside its reference', async () => {
    const { stdout } = await bench('--size', 'short', ...CHEAPEST);
    expect(stdout).toMatch(/^A short run: .* not meaningful\.$/m);
    const rows = rowsOf(stdout);
    expect(rows).toHaveLength(CHEAPEST.length);
    for (const [, measured, reference, ratio] of rows) {
      expect(measured).toMatch(/\d/);
      expect(reference).toMatch(/\d/);
      expect(ratio).toMatch(/^\d+\.\d+$/);
    }
  }, 120_000);

  it('runs all benchmarks in the short size, and those of large logs in the size of ten million', () => {
    const runIn = (size: (typeof SIZES)[number]) =>
      Object.keys(BENCHES).filter((name) => BENCHES[name]?.runsIn.includes(size));
    expect(runIn('short')).toEqual(Object.keys(BENCHES));
    expect(runIn('10m')).toEqual(['log', 'export', 'append']);
  });

  it('refuses ten million events for benchmarks that measure other numbers', async () => {
    await expect(bench('--size', '10m', 'append', 'verify', 'commands')).rejects.toMatchObject({
      code: 1,
      stderr: 'error: --size 10m is not for these benchmarks: verify, commands\n',
    });
  });

  it('has a line for each benchmark and each size in the documentation', () => {
    const table = readFileSync('docs/performance.md', 'utf8');
    const cell = '[^|\\n]*\\|';
    for (const name of Object.keys(BENCHES))
      expect(table).toMatch(new RegExp(`^\\|[^|\\n]*\`${name}\`${cell.repeat(3)}$`, 'm'));
    for (const size of SIZES) expect(table).toMatch(new RegExp(`^\\| \`--size ${size}\``, 'm'));
  });
});
