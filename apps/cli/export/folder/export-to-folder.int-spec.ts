import type { EventToAppend } from '@ledgerdesk/event-store';
import Database from 'better-sqlite3';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../../../../libs/event-store/contract/samples.js';
import { logOf } from '../../../../test/support/export/event-log.js';
import { exportFiles } from '../../../../test/support/export/export-files.js';
import { ManualTime } from '../../../../test/support/manual-time.js';
import type { MemoryEventStore } from '../../../../test/support/memory-event-store.js';
import { LINE_FORMATS } from '../lines/line-formats.js';
import { type ExportManifest, readExportManifest } from './export-manifest.js';
import { ExportFolder } from './export-folder.js';
import type { FolderExport } from './export-to-folder.js';
import { lineParts } from './line-part.js';
import { monthsIn } from './months.js';
import type { StartPart } from './part.js';

const at = (recordedAt: string, n = 0): EventToAppend & { readonly stream: string } => ({
  stream: 'team-acme',
  ...sample({ recordedAt, occurredAt: recordedAt, data: `{"n":${n}}` }),
});

describe('an export into a folder', () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'ledgerdesk-export-'));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  const jsonl = lineParts(LINE_FORMATS.jsonl, { logId: 'memory' });

  const run = (log: MemoryEventStore, options: Partial<FolderExport> = {}): Promise<ExportManifest> =>
    exportFiles(path, { startPart: jsonl, ...options, log });

  /** The numbers in the files of the manifest, in the order of its parts. */
  const numbers = (): readonly unknown[] =>
    (readExportManifest(path)?.parts ?? [])
      .flatMap(({ files }) => files)
      .flatMap((file) => readFileSync(join(path, file.path), 'utf8').trim().split('\n'))
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly data: { readonly n: number } }).data.n);

  const files = (): readonly string[] =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.lock')
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
      .toSorted();

  const counted = (count: number): Promise<MemoryEventStore> =>
    logOf(Array.from({ length: count }, (_, n) => at('2026-11-02T00:00:00.000Z', n)));

  it('has files of whole parts, and a manifest with their ranges, sizes and digests', async () => {
    const manifest = await run(await counted(25));
    expect(manifest).toMatchObject({
      format: 'ledgerdesk-export/1',
      complete: true,
      events: 25,
      parts: [
        { month: null, after: '0', until: '10', events: 10, files: [{ path: 'events/00001.jsonl', rows: 10 }] },
        { after: '10', until: '20', events: 10 },
        { after: '20', until: '25', events: 5 },
      ],
    });
    expect(manifest.catalogue.types).toMatchObject({ TicketOpened: 3 });
    const [file] = manifest.parts[0]?.files ?? [];
    expect(file?.bytes).toBe(statSync(join(path, 'events/00001.jsonl')).size);
    expect(numbers()).toEqual(Array.from({ length: 25 }, (_, n) => n));
    expect(files()).toEqual(['events/00001.jsonl', 'events/00002.jsonl', 'events/00003.jsonl', 'manifest.json']);
  });

  it('is empty, and complete, for an empty log', async () => {
    expect(await run(await logOf([]))).toMatchObject({ complete: true, events: 0, parts: [] });
    expect(files()).toEqual(['manifest.json']);
  });

  it('separates months of a time zone over changes of its clocks, and counts a month without events', async () => {
    const log = await logOf([
      at('2026-10-31T22:59:59.999Z', 0), // 31 October 23:59:59.999 in Berlin, after the end of summer time
      at('2026-10-31T23:00:00.000Z', 1), // 1 November 00:00
      at('2027-03-31T21:59:59.999Z', 2), // 31 March 23:59:59.999 in summer time
      at('2027-03-31T22:00:00.000Z', 3),
    ]);
    const manifest = await run(log, { monthOf: monthsIn('Europe/Berlin') });
    expect(manifest.months).toEqual([
      { month: '2026-10', events: 1 },
      { month: '2026-11', events: 1 },
      { month: '2026-12', events: 0 },
      { month: '2027-01', events: 0 },
      { month: '2027-02', events: 0 },
      { month: '2027-03', events: 1 },
      { month: '2027-04', events: 1 },
    ]);
    expect(files()).toContain('events/month=2027-03/00001.jsonl');
    expect(numbers()).toEqual([0, 1, 2, 3]);
    expect(() => monthsIn('Berlin')).toThrow('"Berlin" is not an IANA zone');
  });

  /** Fails after some events, as a process that is killed does: without ending its part. */
  const failingAfter =
    (events: number): StartPart =>
    (place) => {
      const part = jsonl(place);
      return {
        ...part,
        write: async (page) => {
          events -= page.length;
          if (events < 0) throw new Error('killed');
          await part.write(page);
        },
        finish: () => part.finish(),
        discard: () => part.discard(),
      };
    };

  it('goes on after an interruption with the parts that are complete, and with what was recorded since', async () => {
    const log = await counted(25);
    await expect(run(log, { startPart: failingAfter(15) })).rejects.toThrow('killed');
    expect(readExportManifest(path)).toMatchObject({ complete: false, events: 10 });
    const { mtimeMs } = statSync(join(path, 'events/00001.jsonl'));
    const { stream, ...later } = at('2026-11-03T00:00:00.000Z', 25);
    await log.append(stream, 'any', [later]);
    expect(await run(log)).toMatchObject({ complete: true, events: 26 });
    expect(statSync(join(path, 'events/00001.jsonl')).mtimeMs).toBe(mtimeMs);
    expect(numbers()).toEqual(Array.from({ length: 26 }, (_, n) => n));
    expect(await run(log)).toMatchObject({ complete: true, events: 26 });
  });

  it('counts events that another engine stamped earlier to the latest month, also when it goes on', async () => {
    const log = await logOf([at('2026-11-30T23:59:59.900Z', 0), at('2026-12-01T00:00:00.100Z', 1)]);
    const monthOf = monthsIn('UTC');
    await run(log, { monthOf });
    const { stream, ...late } = at('2026-11-30T23:59:59.950Z', 2);
    await log.append(stream, 'any', [late]);
    expect(await run(log, { monthOf })).toMatchObject({
      months: [
        { month: '2026-11', events: 1 },
        { month: '2026-12', events: 2 },
      ],
    });
    expect(numbers()).toEqual([0, 1, 2]);
  });

  it('writes a part anew that was changed, with those after it, and removes what no part has', async () => {
    const log = await counted(25);
    await run(log);
    truncateSync(join(path, 'events/00002.jsonl'), 5);
    writeFileSync(join(path, 'events/00009.jsonl'), 'of a part that was never complete');
    await run(log);
    expect(numbers()).toEqual(Array.from({ length: 25 }, (_, n) => n));
    expect(files()).not.toContain('events/00009.jsonl');
  });

  it('is not mixed with another one', async () => {
    const log = await counted(3);
    await run(log, { parameters: { mask: false, types: null } });
    await expect(run(log, { parameters: { mask: true, types: null } })).rejects.toMatchObject({
      code: 'invalid-output',
      message: expect.stringContaining('another mask') as string,
    });
    writeFileSync(join(path, 'manifest.json'), '{"format":"ledgerdesk-export/2"}');
    await expect(run(log)).rejects.toMatchObject({ code: 'invalid-export' });
    rmSync(join(path, 'manifest.json'));
    await expect(run(log)).rejects.toThrow('has other files');
  });

  it('has its folder for itself', async () => {
    const first = ExportFolder.open(path);
    expect(() => ExportFolder.open(path)).toThrow('Another export writes');
    first.close();
    ExportFolder.open(path).close();
    writeFileSync(join(path, 'file'), '');
    expect(() => ExportFolder.open(join(path, 'file'))).toThrow('is not a folder');
  });

  it('has one lock: who opened it before another export ended keeps the next one out', () => {
    const first = ExportFolder.open(path);
    const early = new Database(join(path, '.lock'), { timeout: 0 });
    first.close();
    early.exec('BEGIN EXCLUSIVE');
    expect(() => ExportFolder.open(path)).toThrow('Another export writes');
    early.close();
    ExportFolder.open(path).close();
  });

  it('follows the log, part by part, until it is told to end', async () => {
    const log = await counted(3);
    const [time, stop] = [new ManualTime(), new AbortController()];
    const following = { signal: stop.signal, timers: time, partMs: 60_000 };
    const running = run(log, { signal: stop.signal, following });
    const exported = (): number | undefined => readExportManifest(path)?.events;
    await time.advance(59_000);
    expect(exported()).toBeUndefined();
    while (exported() !== 3) await time.advance(1_000);
    const { stream, ...later } = at('2026-11-03T00:00:00.000Z', 3);
    await log.append(stream, 'any', [later]);
    await time.advance(30_000);
    expect(exported()).toBe(3);
    stop.abort();
    expect(await running).toMatchObject({ complete: true, events: 4 });
    expect(numbers()).toEqual([0, 1, 2, 3]);
  });
});
