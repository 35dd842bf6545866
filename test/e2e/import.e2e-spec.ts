import { decode } from '@ledgerdesk/event-store';
import { PROJECTIONS, productPatterns } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { replayAll } from '@ledgerdesk/runtime';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../apps/cli/import/import-file.js';
import { settingsFrom } from '../../apps/server/index.js';
import { writeHelpDeskLog } from '../support/help-desk-log.js';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';

const MAPPING = join(__dirname, '..', '..', 'config', 'mappings', 'helpdesk-log.json');

const BILLING = { currency: 'EUR', interval: 'month', periodStart: '2010-01-01', seats: 10 };

/** A row of a help-desk log. Columns that the test does not vary are constant. */
const csvRow = ({
  caseId = '',
  activity = 'Closed',
  time = '2012/05/01 10:00:00.000',
  product = 'Value 1',
}: {
  readonly caseId?: string;
  readonly activity?: string;
  readonly time?: string;
  readonly product?: string;
}): string =>
  [
    caseId,
    activity,
    'Value 1',
    time,
    'V',
    '1',
    'V',
    'Value 1',
    'Value 1',
    product,
    ...Array<string>(6).fill('Value 1'),
  ].join();

describe('importing a help-desk log', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-import-'));
    file = join(folder, 'log.csv');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const settings = () => settingsFrom({ DATA_DIR: join(folder, 'data') });
  const imported = (mapping = MAPPING) => importFile(settings(), file, mapping);
  const mappingWith = (change: (mapping: Record<string, unknown>) => void): string => {
    const mapping = JSON.parse(readFileSync(MAPPING, 'utf8')) as Record<string, unknown>;
    mapping['taxonomy'] = MAPPING.replace('.json', '.taxonomy.json');
    change(mapping);
    const changed = join(folder, 'mapping.json');
    writeFileSync(changed, JSON.stringify(mapping));
    return changed;
  };

  it('accounts for every row, matches the counts of the file, and adds nothing when repeated', async () => {
    const known = writeHelpDeskLog(file, 150, 7);
    const report = await imported();
    expect(report.rows).toBe(known.rows);
    expect(report.applied + report.already + report.ignored + report.refused).toBe(known.rows);
    expect(report.refusals.filter(({ code }) => code === 'duplicate-row')).toHaveLength(known.duplicates);
    expect(report.recorded).toMatchObject({ tickets: known.cases, teams: known.customers });
    const again = await imported();
    expect(again.recorded).toEqual({ events: 0, teams: 0, tickets: 0, reopened: 0, deadlines: 0 });
    expect(again.levelDifferences).toEqual(report.levelDifferences);
    expect(again.applied + again.already + again.ignored + again.refused).toBe(known.rows);

    const log = await openEngineLog(embeddedStorage(join(folder, 'data')));
    const store = await openReadStore(join(folder, 'data', 'read.db'));
    const casesByProduct = new Map<string, number>();
    const patterns = await store.find<{ counts: { value: string; count: number }[] }>(productPatterns.name);
    for (const { value, count } of patterns.flatMap(({ row }) => row.counts)) {
      const product = value.replace('product-', 'Value ');
      casesByProduct.set(product, (casesByProduct.get(product) ?? 0) + count);
    }
    expect(casesByProduct).toEqual(known.casesByProduct);
    const rebuilt = await replayAll(PROJECTIONS, { log, decode });
    for (const projection of PROJECTIONS) {
      const live = await store.page(projection, undefined, 1_000_000);
      expect(new Map(live.map(({ key, row }) => [key, row]))).toEqual(rebuilt.get(projection.name));
    }
    const times = (await log.readAll({ limit: 1_000_000 })).events
      .filter(({ type }) => !['PolicyVersionUsed', 'EngineStarted', 'KeyStoreUsed'].includes(type))
      .map(({ occurredAt }) => occurredAt);
    expect(times).toHaveLength(report.recorded.events);
    expect(times).toEqual(times.toSorted());
    const breaches = (await log.readAll({ filter: { types: ['ResponseTargetBreached'] } })).events.map(decode);
    expect(breaches.length).toBeGreaterThan(0);
    for (const { data, occurredAt } of breaches)
      expect(data).toMatchObject({ dueAt: occurredAt, detectedAt: occurredAt });
    await store.close();
    await log.close();
  }, 60_000);

  it('reports invalid rows and imports the others', async () => {
    const known = writeHelpDeskLog(file, 3, 1);
    appendFileSync(
      file,
      [
        'Case 9,Closed',
        csvRow({ caseId: 'Case 8', time: 'yesterday' }),
        csvRow({ caseId: 'Case 1', activity: 'Dance' }),
        csvRow({ caseId: 'Case 6', activity: 'Assign seriousness', product: 'Value 99' }),
        csvRow({ caseId: 'Case 1', activity: 'constructor' }),
        csvRow({ caseId: 'Case 6', time: '2012/05/01 10:00:01.000' }),
        csvRow({ caseId: 'Case 5', time: '2999/05/01 10:00:01.000' }),
        csvRow({ caseId: 'Case 4', activity: '"Closed' }),
        csvRow({ caseId: '' }),
      ].join('\n'),
    );
    const report = await imported();
    expect(
      report.refusals
        .filter(({ code }) => code !== 'duplicate-row')
        .map(({ code }) => code)
        .sort(),
    ).toEqual([
      'bad-time',
      'case-not-opened',
      'future-time',
      'malformed-row',
      'no-case',
      'unmapped-activity',
      'unmapped-activity',
      'unmapped-product',
      'unreadable-row',
    ]);
    expect(report.recorded.tickets).toBe(known.cases);
  });

  it.each<[string, (mapping: Record<string, unknown>) => void, string]>([
    [
      'names a missing column',
      (mapping) => {
        mapping['product'] = { column: 'colour' };
      },
      "The file has no column 'colour'",
    ],
    [
      'names an ambiguous column',
      (mapping) => {
        mapping['subject'] = { column: 'Variant' };
      },
      "The file has more than one column 'Variant'",
    ],
    [
      'names an unknown action',
      (mapping) => {
        mapping['activities'] = { Closed: 'explode' };
      },
      '/activities/Closed must be equal to one of the allowed values',
    ],
    [
      'names an invalid time zone',
      (mapping) => {
        mapping['timestamps'] = { format: 'yyyy-MM-dd', zone: 'EST' };
      },
      '/timestamps "EST" is not an IANA zone',
    ],
    [
      'names an unknown product',
      (mapping) => {
        mapping['product'] = { constant: 'spaceship' };
      },
      "/product/constant 'spaceship' is not a known product",
    ],
    [
      'names a currency without a price',
      (mapping) => {
        Object.assign(mapping['team'] as object, { billing: { ...BILLING, currency: 'CHF' } });
      },
      'has no month price in CHF',
    ],
    [
      'has an invalid period start',
      (mapping) => {
        Object.assign(mapping['team'] as object, { billing: { ...BILLING, periodStart: '2011-02-30' } });
      },
      '/team/billing/periodStart must be an existing date',
    ],
    [
      'lacks a required property',
      (mapping) => {
        delete mapping['team'];
      },
      "must have required property 'team'",
    ],
  ])('records nothing when the mapping %s', async (_, change, message) => {
    writeHelpDeskLog(file, 3, 1);
    await expect(imported(mappingWith(change))).rejects.toThrow(message);
    expect(() => readFileSync(join(folder, 'data', 'events.db'))).toThrow('ENOENT');
  });

  it('refuses a report file that it reads or cannot write, before it records anything', async () => {
    writeHelpDeskLog(file, 3, 1);
    const before = readFileSync(file, 'utf8');
    const reported = (reportFile: string) => importFile(settings(), file, MAPPING, { reportFile });
    for (const input of [file, MAPPING, MAPPING.replace('.json', '.taxonomy.json')])
      await expect(reported(input)).rejects.toMatchObject({ code: 'invalid-output' });
    await expect(reported(join(folder, 'missing', 'report.json'))).rejects.toMatchObject({ code: 'output-failed' });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(() => readFileSync(join(folder, 'data', 'events.db'))).toThrow('ENOENT');
  });
});
