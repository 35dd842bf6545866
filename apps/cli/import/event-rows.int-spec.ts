import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeHelpDeskLog } from '../../../test/support/help-desk-log.js';
import { readEventFile } from './event-rows.js';
import { parseMapping } from './mapping.js';

const MAPPING = join(__dirname, '..', '..', '..', 'config', 'mappings', 'helpdesk-log.json');
const NOW = '2026-11-27T07:30:00.000Z';

describe('reading a file of events', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-rows-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads a pipe like the file that is written into it, with its digest', async () => {
    const mapping = parseMapping(JSON.parse(readFileSync(MAPPING, 'utf8')));
    const [file, pipe] = [join(folder, 'log.csv'), join(folder, 'pipe')];
    const { rows } = writeHelpDeskLog(file, 500, 7);
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `cat "${file}" > "${pipe}"`]);
    const read = await readEventFile(pipe, mapping, NOW);
    writer.kill();
    expect(read).toEqual(await readEventFile(file, mapping, NOW));
    expect(read).toMatchObject({ total: rows, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') });
  });
});
