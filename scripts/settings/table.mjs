// Writes the table of settings into docs/settings.md, from the compiled settings.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable } from '../../dist/apps/server/settings-table.js';

const page = join(import.meta.dirname, '..', '..', 'docs', 'settings.md');
writeFileSync(
  page,
  readFileSync(page, 'utf8').replace(/\| Setting \|[^]*?(?=\n\n)/, () => settingsTable()),
);
