import { isSealed } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { Findings } from '@ledgerdesk/integrity';
import Database from 'better-sqlite3';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptKeys } from '../../apps/cli/keys/accept-keys.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { checkKeys } from '../../apps/server/integrity/deep-checks.js';
import { storageConfigOf } from '../../apps/server/storage.js';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const SUBJECT = 'Zebra crossing on the quarterly slides';
const BODY = 'My folder with the walrus pictures does not sync.';

describe('personal data in the log', () => {
  let engine: TestEngine;
  let acme: TeamCallers;
  let ticketId: string;
  beforeAll(async () => {
    engine = await TestEngine.open(NOW);
    acme = await withAcme(engine);
    const { body } = await acme.ben.post('/v1/tickets', { ...TICKET, subject: SUBJECT, body: BODY });
    ticketId = String(body['ticketId']);
    await engine.settled();
  });
  afterAll(() => engine.close());

  const ticket = () => acme.ben.get(`/v1/tickets/${ticketId}`);
  const logFiles = (): Buffer => {
    const folder = engine.engine.folder.path;
    const names = readdirSync(folder).filter((name) => /^(?:events|keys)\.db/.test(name));
    return Buffer.concat(names.map((name) => readFileSync(join(folder, name))));
  };

  it('is sealed, and is shown in clear to those who may see it', async () => {
    const { events } = await engine.engine.log.readAll();
    expect(events.filter(isSealed).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['MemberAdded', 'TicketOpened']),
    );
    for (const text of [SUBJECT, BODY, 'ben@acme.example']) expect(logFiles().includes(text)).toBe(false);
    const { status, body } = await ticket();
    expect([status, body['subject']]).toEqual([200, SUBJECT]);
    expect((await acme.ben.get(`/v1/tickets/${ticketId}?asOf=${NOW}`)).body['subject']).toBe(SUBJECT);
    const auditor = await engine.as({ kind: 'auditor' });
    expect(JSON.stringify((await auditor.get('/v1/log/events?limit=1000')).body)).toContain(SUBJECT);
  });

  it('is read again after a restart, with the keys and the master key of the data folder', async () => {
    await engine.restart(NOW);
    expect((await ticket()).body['subject']).toBe(SUBJECT);
    const { status } = await acme.ben.post(`/v1/tickets/${ticketId}/replies`, { body: 'Still the same.' });
    expect(status).toBe(201);
  });

  it('is unavailable while its key is missing, and is not taken for erased', async () => {
    await engine.settled();
    const { subjectKeys } = engine.engine.folder;
    const db = new Database(subjectKeys);
    const where = "WHERE kind = 'member' AND subject_id = 'acme.ben'";
    const key = db.prepare<[], Record<string, unknown>>(`SELECT * FROM subject_key ${where}`).get() ?? {};
    db.exec(`DELETE FROM subject_key ${where}`);
    await engine.restart(NOW);
    const auditor = await engine.as({ kind: 'auditor' });
    const refused = await auditor.get('/v1/log/events?limit=1000');
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([503, expect.stringContaining('key-missing')]);
    const names = Object.keys(key);
    db.prepare(`INSERT INTO subject_key (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(
      ...Object.values(key),
    );
    db.close();
    expect((await auditor.get('/v1/log/events?limit=1000')).status).toBe(200);
  });

  it('starts with a damaged secret of requests, which doctor names and `keys accept` replaces', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'ledgerdesk-secret-'));
    const settings = settingsFrom({ DATA_DIR: copy });
    await engine.restart(NOW, async () => cpSync(engine.engine.folder.path, copy, { recursive: true }));
    const db = new Database(join(copy, 'keys.db'));
    const changed = db.prepare("UPDATE subject_key SET wrapped = 'AAAA' || substr(wrapped, 5) WHERE kind = 'engine'");
    expect(changed.run().changes).toBe(1);
    db.close();
    const warningsAtStart = async (): Promise<readonly string[]> => {
      const warnings: string[] = [];
      const onWarning = (message: string): void => void warnings.push(message);
      await (await openEngine(settings, { workerThreads: false, onWarning })).close();
      return warnings.filter((warning) => warning.includes('keys accept'));
    };
    const found = async (): Promise<readonly string[]> => {
      const findings = new Findings();
      const log = openSqliteLog({ file: join(copy, 'events.db') });
      await checkKeys({ settings, storage: storageConfigOf(settings) }, log, findings.report);
      await log.close();
      return findings.all.map(({ code, place }) => `${code} ${place}`);
    };
    expect(await warningsAtStart()).toHaveLength(1);
    expect(await found()).toEqual([expect.stringMatching(/^key-unusable secret [\w-]{22} of requests$/)]);
    const accepted = await acceptKeys(settings, { reason: null, acceptLoss: false, now: NOW });
    expect(accepted).toMatchObject({ isNew: false, missingKeys: 0, isRequestKeyNew: true });
    expect([await warningsAtStart(), await found()]).toEqual([[], []]);
    rmSync(copy, { recursive: true });
  });

  it('keeps an engine from starting with the key store of another log', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'ledgerdesk-keys-lost-'));
    await engine.restart(NOW, async () => {
      cpSync(engine.engine.folder.path, copy, { recursive: true });
      for (const part of ['', '-wal', '-shm']) rmSync(join(copy, `keys.db${part}`), { force: true });
      const settings = settingsFrom({ DATA_DIR: copy });
      const start = () => openEngine(settings, { workerThreads: false });
      await expect(start()).rejects.toMatchObject({ code: 'key-store-differs' });
      // A store that knows one of the keys is another one too.
      const all = new Database(engine.engine.folder.subjectKeys, { readonly: true });
      const one = all.prepare("SELECT * FROM subject_key WHERE kind = 'member' LIMIT 1").get() ?? {};
      all.close();
      const db = new Database(join(copy, 'keys.db'));
      const names = Object.keys(one);
      db.prepare(`INSERT INTO subject_key VALUES (${names.map((name) => `@${name}`).join()})`).run(one);
      db.close();
      await expect(start()).rejects.toMatchObject({ code: 'key-store-differs' });
      const acceptance = { reason: 'The disk of the keys is lost.', acceptLoss: false, now: NOW };
      await expect(acceptKeys(settings, acceptance)).rejects.toMatchObject({ code: 'keys-missing' });
      await expect(start()).rejects.toMatchObject({ code: 'key-store-differs' });
      const accepted = await acceptKeys(settings, { ...acceptance, acceptLoss: true });
      expect(accepted).toMatchObject({ isNew: true, previousId: expect.stringMatching(/^[\w-]{22}$/) as string });
      expect(accepted.missingKeys).toBeGreaterThan(0);
      await (await start()).close();
      expect(await acceptKeys(settings, acceptance)).toEqual({
        ...accepted,
        previousId: accepted.keyStoreId,
        isNew: false,
      });
      rmSync(join(copy, 'keys', 'master.key'));
      await expect(start()).rejects.toMatchObject({ code: 'master-key-lost' });
    });
    rmSync(copy, { recursive: true });
  });
});
