import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from './engine.js';
import { settingsFrom } from './settings.js';

describe('openEngine', () => {
  let folder: string;
  const open = () => openEngine(settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), { workerThreads: false });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-engine-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, () => void, readonly string[]]>([
    ['the outbox', () => mkdirSync(join(folder, 'outbox.db')), ['events.db-wal']],
    ['the attachments', () => writeFileSync(join(folder, 'attachments'), ''), ['outbox.db-wal', 'presence.db-wal']],
    ['the rows', () => mkdirSync(join(folder, 'read.db')), ['outbox.db-wal', 'presence.db-wal']],
  ])(
    'closes every store that it opened if %s cannot be opened, and opens after a repair',
    async (_, spoil, walFiles) => {
      spoil();
      await expect(open()).rejects.toThrow();
      // SQLite deletes a database's write-ahead log when its last connection is closed.
      expect(readdirSync(folder).filter((name) => walFiles.includes(name))).toEqual([]);
      for (const name of ['outbox.db', 'attachments', 'read.db'].filter((name) => readdirSync(folder).includes(name)))
        rmSync(join(folder, name), { recursive: true });
      await (await open()).close();
    },
  );
});
