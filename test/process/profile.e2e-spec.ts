import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runs } from '../support/runs.js';

const PROFILE = createRequire(__filename).resolve('#compiled/test/bench/profile.js');
/** Takes seconds. A process that does not end is ended, so that its output shows where it stopped. */
const LIMIT_MS = 100_000;
const LOADS = ['requests', 'commands'].slice(0, runs({ short: 1, long: 2 }));

describe('npm run profile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-profiles-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(LOADS)(
    'shows where the processor time of %s goes, and writes a profile for each thread',
    async (load) => {
      const args = [PROFILE, load, '--tickets', '50', '--callers', '4', '--top', '5', '--out', folder];
      const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: LIMIT_MS });
      expect(stdout).toMatch(/^50 .*, 4 at a time, roles .*\. Processor time of each: .* \d+ µs in all threads\./);
      for (const thread of ['main', 'event-store-sqlite-writer']) {
        expect(stdout).toMatch(new RegExp(`^${thread}: busy for \\d+ % of the time`, 'm'));
        const profile = JSON.parse(readFileSync(join(folder, `${thread}.cpuprofile`), 'utf8')) as { nodes: unknown[] };
        expect(profile.nodes.length).toBeGreaterThan(10);
      }
      expect(readdirSync(folder)).toContain('server-workers-projections.cpuprofile');
      expect(stdout.split('Functions, by their own time')).toHaveLength(3);
    },
    120_000,
  );
});
