import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import type { EventStore } from '@ledgerdesk/event-store';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sample } from '../../libs/event-store/contract/samples.js';
import { until } from '../support/http/until.js';

const CLI = 'dist/apps/cli/main.js';

describe('ledgerdesk export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-export-'));
  const temporary = mkdtempSync(join(tmpdir(), 'ledgerdesk-export-tmp-'));
  const env = { ...process.env, DATA_DIR: folder, TMPDIR: temporary };
  let store: EventStore;
  const append = (n: number) =>
    store.append('team-acme', 'any', [
      sample({ type: 'Sampled', data: `{"n":${n}}`, recordedAt: `2026-1${n}-02T00:00:00.000Z` }),
    ]);

  beforeAll(async () => {
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    for (const n of [0, 1, 2]) await append(n);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
    rmSync(temporary, { recursive: true });
  });

  const ledgerdesk = (...command: readonly string[]) =>
    spawnSync(process.execPath, [CLI, ...command], { env, encoding: 'utf8' });
  const numbers = (text: string): readonly unknown[] =>
    text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly data: { readonly n: number } }).data.n);

  it('selects by instants and positions', () => {
    const from = ['--from', '2026-11-01T00:00:00Z'];
    expect(numbers(ledgerdesk('export', ...from, '--to', '2026-12-01T00:00:00Z').stdout)).toEqual([1]);
    expect(numbers(ledgerdesk('export', ...from).stdout)).toEqual([1, 2]);
    expect(numbers(ledgerdesk('export', '--until', '2').stdout)).toEqual([0, 1]);
  });

  it('refuses what contradicts itself, and records attempts that a folder refuses', () => {
    expect(ledgerdesk('export', '--follow', '--until', '2')).toMatchObject({
      status: 2,
      stderr: 'error: --follow has no end. Leave out --until and --to, or --follow.\n',
    });
    const refused = ledgerdesk('export', '--out', folder);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('has other files') as string });
    expect(ledgerdesk('audit', 'reads', '--route', 'ledgerdesk export').stdout).toContain('"subjects":["*"]');
  });

  it('follows the log on stdout, and ends cleanly on SIGINT', async () => {
    const child = spawn(process.execPath, [CLI, 'export', '--follow', '--mask', '--after', '2'], { env });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async () => numbers(String((await lines.next()).value));
    expect(await next()).toEqual([2]);
    await append(0);
    expect(await next()).toEqual([0]);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect((await lines.next()).done).toBe(true);
  });

  it('is like what sql queries, on record unless masked', () => {
    const sql = 'SELECT type, count(*) AS n FROM events WHERE position <= 3 GROUP BY type';
    const manifest = join(folder, 'answer.json');
    expect(ledgerdesk('sql', sql, '--format', 'json', '--manifest', manifest)).toMatchObject({
      status: 0,
      stdout: '[\n{"type":"Sampled","n":3}\n]\n',
    });
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({
      question: { kind: 'sql', parameters: { query: sql, mask: false } },
      rows: { count: 1 },
    });
    const answer = { status: 0, stdout: 'equal: sql sql at position 4, 1 rows, events not verified\n' };
    expect(ledgerdesk('reproduce', manifest)).toMatchObject(answer);
    const piped = spawnSync(process.execPath, [CLI, 'sql', '--mask', '--format', 'csv'], {
      env,
      encoding: 'utf8',
      input: sql,
    });
    expect(piped).toMatchObject({ status: 0, stdout: 'type,n\nSampled,3\n' });
    expect(ledgerdesk('sql', 'SELECT wrong FROM tickets', '--mask')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Referenced column "wrong" not found') as string,
    });
    expect(ledgerdesk('sql', '--format', 'parquet', '--mask', 'SELECT 1').stderr).toContain('--out <file> together');
    const { stdout } = ledgerdesk('audit', 'reads', '--route', 'ledgerdesk sql');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('goes on where a process was killed', async () => {
    const out = join(folder, 'out');
    const child = spawn(
      process.execPath,
      [CLI, 'export', '--out', out, '--mask', '--follow', '--part-events', '1', '--partition', 'month'],
      { env, stdio: 'ignore' },
    );
    await until(() => existsSync(join(out, 'manifest.json')), undefined, { pollMs: 10 });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const resumed = ledgerdesk('export', '--out', out, '--mask', '--part-events', '1', '--partition', 'month');
    expect(resumed).toMatchObject({ status: 0, stderr: expect.stringMatching(/^4 events in 4 files/) as string });
    const files = readdirSync(join(out, 'events'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.jsonl'),
    );
    expect(files.toSorted()).toEqual([
      'month=2026-10/00001.jsonl',
      'month=2026-11/00001.jsonl',
      'month=2026-12/00001.jsonl',
      'month=2026-12/00002.jsonl',
    ]);
    expect(files.flatMap((file) => numbers(readFileSync(join(out, 'events', file), 'utf8'))).toSorted()).toEqual([
      0, 0, 1, 2,
    ]);
    expect(readdirSync(out).toSorted()).toEqual(['.lock', 'events', 'manifest.json']);
    expect(ledgerdesk('reproduce', join(out, 'manifest.json'))).toMatchObject({
      status: 0,
      stdout: 'equal: export events at position 4, 4 rows, events not verified\n',
      stderr: expect.stringContaining('warning: Events were not verified: this log has no tree.') as string,
    });
    appendFileSync(join(out, 'events', 'month=2026-12', '00001.jsonl'), '{}\n');
    expect(ledgerdesk('reproduce', join(out, 'manifest.json'))).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^ROWS The file events.month=2026-12.00001.jsonl has other contents/) as string,
    });
  });
});
