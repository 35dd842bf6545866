import { isRecord } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(__dirname, 'table-versions.json');

const recorded: unknown = JSON.parse(readFileSync(FILE, 'utf8'));

/** The version of each read model, and a hash of the table that it has in that version. */
const current = Object.fromEntries(
  PROJECTIONS.map(({ name, version, table: { columns, indexes, search, counted } }) => {
    const hash = createHash('sha256').update(JSON.stringify([columns, indexes, search, counted]));
    return [name, { version, table: hash.digest('hex').slice(0, 16) }] as const;
  }).sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Read models whose table is another than the recorded one of the same version. */
const changedTables = (): readonly string[] =>
  Object.entries(current)
    .filter(([name, { version, table }]) => {
      const known = isRecord(recorded) ? recorded[name] : undefined;
      return isRecord(known) && known['version'] === version && known['table'] !== table;
    })
    .map(([name]) => name);

describe('the tables of read models', () => {
  it('have other columns and indexes only in a new version, whose rows are rebuilt beside the serving ones', () => {
    expect(changedTables()).toEqual([]);
  });

  it('are those that are published', () => {
    expect(changedTables()).toEqual([]);
    if (process.env['PUBLISH_SCHEMAS'] === 'true') writeFileSync(FILE, `${JSON.stringify(current, null, 2)}\n`);
    else expect(recorded).toEqual(current);
  });
});
