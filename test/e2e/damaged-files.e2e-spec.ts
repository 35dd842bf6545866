import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const GARBAGE = 'garbage '.repeat(1_000);

describe('an engine whose files are damaged', () => {
  it('sets the rows and the heartbeats aside, says so, and recreates them from the log', async () => {
    const warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const engine = await TestEngine.open();
    try {
      const { aiko } = await withAcme(engine);
      expect((await aiko.post('/v1/tickets', TICKET)).status).toBe(201);
      await engine.settled();
      const { path, rows, presence } = engine.engine.folder;
      await engine.restart('2026-11-27T07:31:00.000Z', () => {
        for (const file of [rows, presence]) writeFileSync(file, GARBAGE);
      });
      expect((await aiko.get('/v1/tickets')).body['items']).toHaveLength(1);
      expect(readdirSync(path)).toEqual(expect.arrayContaining(['read.db.damaged', 'presence.db.damaged']));
      expect(warnings.mock.calls.flat()).toEqual([
        expect.stringContaining(`${rows} is damaged (file is not a database). It was set aside as read.db.damaged`),
        expect.stringContaining(`${presence} is damaged (file is not a database). It was set aside as presence.db`),
      ]);
    } finally {
      warnings.mockRestore();
      await engine.close();
    }
  });

  it.each([
    ['events.db', 'file-damaged', 'Run "ledgerdesk doctor" to see what is left of it, and restore it from a backup.'],
    ['outbox.db', 'file-damaged', 'If there is none, move it away with its -wal and -shm: messages'],
    ['subscriptions.db', 'file-damaged', 'clients then create their persistent subscriptions again.'],
  ])('refuses to start if %s is damaged, and says what to do', async (name, code, remedy) => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-damaged-'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), GARBAGE);
    const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent', ESDB_PORT: '0' });
    const started = openEngine(settings, { workerThreads: false });
    await expect(started).rejects.toMatchObject({ code });
    await expect(started).rejects.toThrow(`${join(folder, name)} is damaged (file is not a database). `);
    await expect(started).rejects.toThrow(remedy);
    rmSync(folder, { recursive: true });
  });
});
