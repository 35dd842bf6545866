import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxFolder } from './sandbox-folder.js';

describe('the folder of a sandbox', () => {
  const parent = mkdtempSync(join(tmpdir(), 'ledgerdesk-sandbox-folder-'));
  const path = join(parent, 'sandbox');
  const file = join(path, 'events.db');
  const folder = new SandboxFolder(path);
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  it('is not deleted while an engine uses it: neither for a fresh one nor before its story is told', async () => {
    expect(await folder.prepare({ fresh: false })).toBe(false);
    const log = await openSqliteEventStore({ file, thread: false });
    for (const fresh of [false, true])
      await expect(folder.prepare({ fresh })).rejects.toMatchObject({ code: 'sandbox-in-use' });
    expect(existsSync(file)).toBe(true);
    await log.close();
    expect(await folder.prepare({ fresh: false })).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it('is kept once its story is told, and made anew if its log cannot be read', async () => {
    folder.complete();
    expect(await folder.prepare({ fresh: false })).toBe(true);
    writeFileSync(file, 'damaged');
    expect(await folder.prepare({ fresh: true })).toBe(false);
    expect(existsSync(file)).toBe(false);
  });
});
