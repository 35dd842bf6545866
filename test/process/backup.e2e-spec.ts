import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { settingsFrom } from '../../apps/server/index.js';
import { DiskFaults } from '../faults/disk-faults.js';
import { until } from '../support/http/until.js';

const CLI = join(__dirname, '..', '..', 'dist', 'apps', 'cli', 'main.js');

const CONTENT = Buffer.alloc(32 * 1024 * 1024);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const ATTACHMENT = join('attachments', SHA256.slice(0, 2), SHA256);

describe('ledgerdesk backup, as a process', () => {
  let folder: string;
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const start = (options: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, [CLI, 'backup', at('to'), '--keys', at('keys'), ...options], {
      env: { ...process.env, DATA_DIR: at('data'), NODE_ENV: 'development', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-backup-'));
    await simulate(settingsFrom({ DATA_DIR: at('data') }), {
      teams: 3,
      days: 10,
      seed: 1,
      start: '2026-10-01T00:00:00.000Z',
    });
    mkdirSync(join(at('data', ATTACHMENT), '..'), { recursive: true });
    writeFileSync(at('data', ATTACHMENT), CONTENT);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves no whole backup when it is killed, and the next one begins anew', async () => {
    // At this rate, the backup rests for many seconds once it has this attachment.
    const slow = start(['--rate', '1']);
    await until(async () => existsSync(at('to', ATTACHMENT)));
    slow.kill('SIGKILL');
    await once(slow, 'exit');
    expect(readdirSync(at('to', 'snapshots')).filter((name) => !name.endsWith('.unfinished'))).toEqual([]);
    expect(readdirSync(at('to', 'snapshots'))).toHaveLength(1);

    const whole = start(['--rate', '0']);
    const [code] = (await once(whole, 'exit')) as [number];
    expect(code).toBe(0);
    expect(readdirSync(at('to', 'snapshots'))).toEqual([expect.stringMatching(/^000001-\d{8}T\d{6}Z$/)]);
    expect(readdirSync(at('to', 'log')).every((name) => name.endsWith('.jsonl.gz'))).toBe(true);
  });

  it('names what it writes, not what it reads, if files may not become as large', async () => {
    const to = at('limited');
    const limited = spawn('sh', ['-c', 'ulimit -f 100; exec "$0" "$@"', process.execPath, CLI, 'backup', to], {
      env: { ...process.env, DATA_DIR: at('data'), NODE_ENV: 'development' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [errors, [code]] = (await Promise.all([text(limited.stderr), once(limited, 'exit')])) as [string, [number]];
    expect(code).toBe(1);
    expect(errors).toContain(`error: ${to}/`);
    expect(errors).toContain('cannot be read or written');
  });

  it('names the file for which the disk has no room, and leaves the backups before as they are', async () => {
    const faults = new DiskFaults(folder);
    const before = readdirSync(at('to', 'snapshots'));
    faults.plan({ call: 'write', suffix: 'config/texts.json', error: 'ENOSPC', count: 0 });
    const full = start(['--rate', '0'], faults.environment);
    const [errors, [code]] = (await Promise.all([text(full.stderr), once(full, 'exit')])) as [string, [number]];
    faults.dispose();
    expect([code, errors]).toEqual([1, expect.stringMatching(/texts\.json cannot be read or written .*free space/)]);
    expect(readdirSync(at('to', 'snapshots')).filter((name) => !name.endsWith('.unfinished'))).toEqual(before);
  });
});
