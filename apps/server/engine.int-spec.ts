import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openEngine } from './engine.js';
import { keepTaxonomy, readJson } from './policy-files.js';
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

  /** Paths in the data folder that users other than its owner can access. */
  const accessible = (path = folder): readonly string[] => [
    ...((statSync(path).mode & 0o077) === 0 ? [] : [path]),
    ...(statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => accessible(join(path, name))) : []),
  ];
  /** Opens an engine that uses every store, and an attachment, and returns its closing function. */
  const openAll = async () => {
    const settings = { DATA_DIR: folder, LOG_LEVEL: 'silent', ESDB_PORT: '0' };
    const engine = await openEngine(settingsFrom(settings), { workerThreads: false });
    for (const key of ['signInKey', 'quoteKey', 'webhookKey'] as const) engine.secrets[key]();
    keepTaxonomy(folder, readJson(join(engine.settings.CONFIG_DIR, 'taxonomy.json')));
    await engine.attachments.put(Readable.from([Buffer.from('a screenshot')]), '2026-11-27T08:00:00.000Z');
    return engine;
  };

  it('writes every file for its owner only, also write-ahead logs and shared memory, whatever the umask', async () => {
    rmSync(folder, { recursive: true });
    const umask = process.umask(0);
    try {
      const engine = await openAll();
      const files = readdirSync(folder);
      for (const store of ['events', 'read', 'outbox', 'presence', 'subscriptions'])
        expect(files).toEqual(expect.arrayContaining([`${store}.db`, `${store}.db-wal`, `${store}.db-shm`]));
      expect(files).toEqual(expect.arrayContaining(['events.db.lock', 'keys', 'attachments', 'taxonomy.json']));
      expect(accessible()).toEqual([]);
      await engine.close();
    } finally {
      process.umask(umask);
    }
  });

  it('closes the files of earlier versions to other users at start', async () => {
    await (await openAll()).close();
    chmodSync(folder, 0o755);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), name.includes('.') ? 0o644 : 0o755);
    for (const name of ['quotes.key', 'sign-in.pem']) chmodSync(join(folder, 'keys', name), 0o644);
    // A crash leaves write-ahead logs.
    writeFileSync(join(folder, 'read.db-wal'), '', { mode: 0o644 });
    const engine = await open();
    expect(accessible()).toEqual([]);
    await engine.close();
  });

  it('warns of a folder that other users can access and that it may not change', async () => {
    chmodSync(folder, 0o1777);
    const warnings: string[] = [];
    const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
    const onWarning = (message: string) => warnings.push(message);
    await (await openEngine(settings, { workerThreads: false, onWarning })).close();
    expect(warnings).toEqual([
      `Other users of this machine can access ${folder}, and this process may not change that. ` +
        'Give its user the ownership of the data folder, with mode 0700.',
    ]);
  });
});
