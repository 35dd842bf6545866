import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable } from '../../apps/server/settings-table.js';

const root = join(__dirname, '..', '..');

/** The names in the first column of the tables whose first heading is `heading`, sorted. */
const namedUnder = (heading: string): readonly string[] => {
  const [, table = ''] = readFileSync(join(root, 'docs', 'settings.md'), 'utf8').split(`| ${heading} |`);
  const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    .sort();
};

describe('docs/settings.md', () => {
  it('holds the generated table of settings: run `npm run settings` after a change', () => {
    expect(readFileSync(join(root, 'docs', 'settings.md'), 'utf8')).toContain(`\n\n${settingsTable()}\n\n`);
  });

  it('lists each file in config/ exactly once', () => {
    const files = readdirSync(join(root, 'config'), { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    );
    expect(namedUnder('File')).toEqual(files.sort());
  });
});
