import { decode } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { PROJECTIONS, productPatternsOfAll } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { replayAll } from '@ledgerdesk/runtime';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../apps/cli/import/import-file.js';
import { settingsFrom } from '../../apps/server/index.js';
import { writeHelpDeskLog } from '../support/help-desk-log.js';

const MAPPING = join(__dirname, '..', '..', 'config', 'mappings', 'helpdesk-log.json');

const BILLING = { currency: 'EUR', interval: 'month', periodStart: '2010-01-01', seats: 10 };

describe('importing the log of a help desk', () => {
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

  it('accounts for every row, counts what the file counts, and adds nothing a second time', async () => {
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

    const log = openSqliteLog({ file: join(folder, 'data', 'events.db') });
    const store = await openReadStore(join(folder, 'data', 'read.db'));
    const patterns = await productPatternsOfAll(store);
    expect(new Map(patterns.map(({ product, count }) => [product.replace('product-', 'Value '), count]))).toEqual(
      known.casesByProduct,
    );
    const rebuilt = await replayAll(PROJECTIONS, { log, decode });
    for (const projection of PROJECTIONS) {
      const live = await store.page(projection, undefined, 1_000_000);
      expect(new Map(live.map(({ key, row }) => [key, row]))).toEqual(rebuilt.get(projection.name));
    }
    const times = (await log.readAll({ limit: 1_000_000 })).events.map(({ occurredAt }) => occurredAt);
    expect(times).toHaveLength(report.recorded.events);
    expect(times).toEqual(times.toSorted());
    const breaches = (await log.readAll({ filter: { types: ['ResponseTargetBreached'] } })).events.map(decode);
    expect(breaches.length).toBeGreaterThan(0);
    for (const { data, occurredAt } of breaches)
      expect(data).toMatchObject({ dueAt: occurredAt, detectedAt: occurredAt });
    await store.close();
    await log.close();
  }, 60_000);

  it('never lets bad rows stop the good ones', async () => {
    const known = writeHelpDeskLog(file, 3, 1);
    appendFileSync(
      file,
      [
        'Case 9,Closed',
        'Case 8,Closed,Value 1,yesterday,V,1,V,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
        'Case 1,Dance,Value 1,2012/05/01 10:00:00.000,V,1,V,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
        'Case 6,Assign seriousness,Value 1,2012/05/01 10:00:00.000,V,1,V,Value 1,Value 1,Value 99,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
        'Case 1,constructor,Value 1,2012/05/01 10:00:00.000,V,1,V,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
        'Case 6,Closed,Value 1,2012/05/01 10:00:01.000,V,1,V,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
        'Case 5,Closed,Value 1,2999/05/01 10:00:01.000,V,1,V,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
        'Case 4,"Closed,Value 1,2012/05/01 10:00:01.000,V,1,V,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
        ',Closed,Value 1,2012/05/01 10:00:00.000,V,1,V,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1,Value 1',
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
      'names a column that is not there',
      (mapping) => {
        mapping['product'] = { column: 'colour' };
      },
      "The file has no column 'colour'",
    ],
    [
      'names a column that is there twice',
      (mapping) => {
        mapping['subject'] = { column: 'Variant' };
      },
      "The file has more than one column 'Variant'",
    ],
    [
      'knows an action that is none',
      (mapping) => {
        mapping['activities'] = { Closed: 'explode' };
      },
      '/activities/Closed must be equal to one of the allowed values',
    ],
    [
      'has a zone that is none',
      (mapping) => {
        mapping['timestamps'] = { format: 'yyyy-MM-dd', zone: 'EST' };
      },
      '/timestamps "EST" does not name a place',
    ],
    [
      'names a product that is none',
      (mapping) => {
        mapping['product'] = { constant: 'spaceship' };
      },
      "/product/constant 'spaceship' is not a known product",
    ],
    [
      'buys where there is no price',
      (mapping) => {
        Object.assign(mapping['team'] as object, { billing: { ...BILLING, currency: 'CHF' } });
      },
      'has no month price in CHF',
    ],
    [
      'begins its periods on no day',
      (mapping) => {
        Object.assign(mapping['team'] as object, { billing: { ...BILLING, periodStart: '2011-02-30' } });
      },
      '/team/billing/periodStart must be an existing date',
    ],
    [
      'lacks a part',
      (mapping) => {
        delete mapping['team'];
      },
      "must have required property 'team'",
    ],
  ])('stops before the first event when the mapping %s', async (_, change, message) => {
    writeHelpDeskLog(file, 3, 1);
    await expect(imported(mappingWith(change))).rejects.toThrow(message);
    expect(() => readFileSync(join(folder, 'data', 'events.db'))).toThrow('ENOENT');
  });
});
