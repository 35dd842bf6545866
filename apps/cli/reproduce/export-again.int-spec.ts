import { digestOf } from '@ledgerdesk/manifest';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../../../libs/event-store/contract/samples.js';
import { logOf } from '../../../test/support/export/event-log.js';
import { exportFiles } from '../../../test/support/export/export-files.js';
import { EXPORT_FORMATS, type ExportFormat, type ExportOptions, selectionOf } from '../export/export-options.js';
import { MANIFEST_NAME } from '../export/folder/export-manifest.js';
import { monthsIn } from '../export/folder/months.js';
import { filesOf, parametersOf, startPartOf } from '../export/run-export.js';
import { exportAgain } from './export-again.js';
import { readAnswer, reproduceFiles, type SavedAnswer } from './reproduce.js';

const EVENTS = Array.from({ length: 25 }, (_, n) => ({
  stream: n % 3 === 0 ? 'ticket-t1' : 'team-acme',
  ...sample({
    recordedAt: `2026-${n < 12 ? '10' : '11'}-02T00:00:00.000Z`,
    data: `{"n":${n}}`,
    metadata: '{"actor":{"id":"kenji","kind":"agent"},"commandId":"c"}',
  }),
}));

describe('an export that is made again', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-again-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const log = logOf(EVENTS);

  const exported = async (format: ExportFormat, more: Partial<ExportOptions> = {}): Promise<SavedAnswer> => {
    const options: ExportOptions = { format, after: '0', ...more };
    const isWhole = format === 'ocel' || format === 'xes';
    await exportFiles(folder, {
      log: await log,
      selection: selectionOf(options),
      startPart: await startPartOf(await log, options),
      parameters: parametersOf(options),
      partEvents: isWhole ? undefined : 10,
      ...(more.partition && { monthOf: monthsIn('UTC') }),
    });
    return readAnswer(join(folder, MANIFEST_NAME));
  };

  it.each(EXPORT_FORMATS)('has the same files, as %s', async (format) => {
    const { manifest, rows, exported: saved } = await exported(format);
    if (!manifest || !saved) throw new Error('The export has no manifest.');
    const again = await exportAgain(await log, manifest, saved);
    expect(again.rows).toEqual(rows);
    expect(again.answered.rows).toEqual(digestOf(filesOf(saved.parts)));
    expect(again.unknown).toEqual([]);
  });

  it('has the same months and selection', async () => {
    const {
      manifest,
      rows,
      exported: saved,
    } = await exported('jsonl', {
      partition: 'month',
      stream: 'team-',
      types: ['SampleRecorded'],
    });
    if (!manifest) throw new Error('The export has no manifest.');
    expect((await exportAgain(await log, manifest, saved)).rows).toEqual(rows);
    expect(saved?.parts.map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
  });

  it('has other files if the log has other events', async () => {
    const { manifest, rows, exported: saved } = await exported('csv');
    if (!manifest) throw new Error('The export has no manifest.');
    const others = EVENTS.map((event, n) => (n === 3 ? { ...event, data: '{"n":-1}' } : event));
    const again = await exportAgain(await logOf(others), manifest, saved);
    expect(again.rows.slice(1)).toEqual(rows?.slice(1));
    expect(again.rows[0]).not.toEqual(rows?.[0]);
  });

  it('is compared with its files alone where there is no log', async () => {
    const { manifest, rows, exported: saved } = await exported('jsonl');
    if (!manifest || !saved) throw new Error('The export has no manifest.');
    const names = async () => {
      const { differences, unverified } = await reproduceFiles({ manifest, rows, exported: saved });
      expect(unverified).toContain('no log');
      return differences.filter(({ kind }) => kind === 'rows').map(({ name }) => name);
    };
    expect(rows).toHaveLength(3);
    expect(await names()).toEqual([]);
    writeFileSync(join(folder, 'events', '00001.jsonl'), '{}\n');
    rmSync(join(folder, 'events', '00002.jsonl'));
    expect(await names()).toEqual(['file events/00001.jsonl', 'file events/00002.jsonl']);
  });

  it.each([
    ['outside of its folder', { path: '../../etc/passwd' }],
    ['with a hidden path', { path: 'events/.lock' }],
    ['with a digest that is none', { sha256: 'x' }],
  ])('is refused with a file %s', async (_name, change) => {
    await exported('jsonl');
    const file = join(folder, MANIFEST_NAME);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { parts: { files: object[] }[] };
    const parts = manifest.parts.map((part) => ({ ...part, files: part.files.map((one) => ({ ...one, ...change })) }));
    writeFileSync(file, JSON.stringify({ ...manifest, parts }));
    expect(() => readAnswer(file)).toThrow(/parts\/0\/files\/0\/(path|sha256)/);
  });

  it('needs the list of its files', async () => {
    const { manifest } = await exported('jsonl');
    if (!manifest) throw new Error('The export has no manifest.');
    await expect(exportAgain(await log, manifest, undefined)).rejects.toThrow(/manifest\.json in the folder/);
  });
});
