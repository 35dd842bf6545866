import { BackupPlace, rewriteKeyBackups } from '@ledgerdesk/backup';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { realTimers } from '@ledgerdesk/runtime';
import { MasterKeys } from '@ledgerdesk/sealing';
import { openSqliteKeyStore, tombstonesInFile } from '@ledgerdesk/sealing/sqlite';
import Database from 'better-sqlite3';
import { backup } from '../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { settingsFrom } from '../../apps/server/index.js';
import { createDataFolder } from '../../apps/server/data-folder.js';
import { eraseFromKeyBackups, registerKeyBackup } from '../../apps/server/key-backups/key-backups.js';
import { manifestKeysOf } from '../../apps/server/key-backups/manifest-keys.js';
import { sample } from '../../libs/event-store/contract/samples.js';
import { backedUpEngine, BACKUP_TIME, filesBelow, RESTORE_TIME } from '../support/http/backed-up-engine.js';
import { until } from '../support/http/until.js';

describe('backups of keys', () => {
  const { at, engine, problemsIn, restored, source, take } = backedUpEngine();

  it('on another disk go on counting where the folder of keys ends, so that the newest keys are kept', async () => {
    await take();
    await take();
    const { id, deleted } = await take({ to: at('other'), keep: 1 });
    expect([id.slice(0, 6), deleted]).toEqual(['000003', []]);
    expect(BackupPlace.openForReading(at('keys'), 'keys').snapshots()).toEqual([id]);
  });

  it('rewrite every backup of keys that can be read, and save keys beside one that cannot', async () => {
    const { id } = await take();
    const keys = BackupPlace.openForReading(at('keys'), 'keys');
    writeFileSync(keys.inSnapshot(id, 'manifest'), 'damaged');
    const { warnings, hasKeys } = await take();
    expect([warnings.length, warnings[0], hasKeys]).toEqual([
      1,
      expect.stringMatching(/^Erased people may still be in an older backup of keys: .*manifest/),
      true,
    ]);
    expect(keys.snapshots()).toHaveLength(2);
  });

  it('never bring back who was erased since: key backups are rewritten, and restore erases again', async () => {
    const settings = settingsFrom({ DATA_DIR: createDataFolder(at('data')).path });
    const log = await openSqliteEventStore({ file: at('data', 'events.db'), thread: false });
    await log.append('notes-1', 'no-stream', [sample()]);
    await log.close();
    const save = (keys: string) =>
      backup(settings, { to: at('to'), keys: at(keys), now: BACKUP_TIME, pause: async () => undefined });
    const keyStore = at('data', 'keys.db');
    const aSubject = { kind: 'member', id: 'acme.aiko' } as const;
    const masterKeys = new MasterKeys({ read: () => [new Uint8Array(32).fill(7)] });
    const store = await openSqliteKeyStore(keyStore, { masterKeys, timers: realTimers });
    const { id: keyId } = await store.keyFor(aSubject);
    await store.keyFor({ kind: 'member', id: 'acme.ben' });
    const { wrapped } = new Database(keyStore)
      .prepare<[string], { wrapped: string }>('SELECT wrapped FROM subject_key WHERE key_id = ?')
      .get(keyId) ?? { wrapped: '' };
    const holdsKey = (place: string): boolean =>
      filesBelow(at(place)).some((name) => readFileSync(at(place, name)).includes(wrapped));
    await save('keys');
    cpSync(at('keys'), at('keys-offline'), { recursive: true });
    expect([holdsKey('keys'), holdsKey('to')]).toEqual([true, false]);

    await store.erase(aSubject, RESTORE_TIME);
    const access = manifestKeysOf(settings);
    registerKeyBackup(settings.DATA_DIR, at('disconnected'));
    const erasures = await eraseFromKeyBackups(settings.DATA_DIR, await store.tombstones(), access);
    expect(erasures.filter(({ place }) => place.startsWith(at()))).toEqual([
      { place: at('keys'), rewritten: readdirSync(at('keys', 'snapshots')), failure: null },
      { place: at('disconnected'), rewritten: [], failure: expect.stringContaining('disconnected') as string },
    ]);
    expect(holdsKey('keys')).toBe(false);
    await store.close();
    const { backups, keyProblems } = await verifyBackups(settings, { place: at('to'), keys: at('keys') });
    expect([backups.flatMap(({ problems }) => problems), keyProblems]).toEqual([[], []]);

    // A copy of the keys that nobody could reach, with the newest list: the key is destroyed again.
    const offline = { keys: at('keys-offline'), erasures: at('keys', 'erasures.jsonl') };
    expect(await restored({ ...offline, into: at('from-offline') })).toMatchObject({ erased: 1, toErase: [aSubject] });
    expect(holdsKey('from-offline')).toBe(false);
    expect(tombstonesInFile(at('from-offline', 'keys.db'))).toMatchObject([
      { subject: aSubject, erasedAt: RESTORE_TIME },
    ]);
    expect(await restored({ into: at('from-keys') })).toMatchObject({ erased: 0 });

    // Without the newest list, it could come back.
    await expect(restored({ erasures: at('nothing') })).rejects.toMatchObject({ code: 'invalid-erasures' });
    const older = at('keys-offline', 'erasures.jsonl');
    await expect(restored({ erasures: older })).rejects.toMatchObject({ code: 'erasures-outdated' });
    expect(existsSync(at('into'))).toBe(false);
    // The next backup also erases the person's keys from earlier backups in the folder.
    await save('keys-offline');
    expect(holdsKey('keys-offline')).toBe(false);
  });

  it('of keys are rewritten by a running engine after an erasure', async () => {
    const gone = { kind: 'member', id: 'acme.gone' } as const;
    const { keys } = engine().engine;
    await keys?.keyFor(gone);
    await take();
    await keys?.erase(gone, BACKUP_TIME);
    await until(async () => filesBelow(at('keys')).some((name) => name.endsWith('keys.db.r1')));
    expect(readFileSync(at('keys', 'erasures.jsonl'), 'utf8')).toContain('"id":"acme.gone"');
    await until(async () => (await problemsIn()).length === 0);
  });

  it('of keys are rewritten as a whole, and stay signed', async () => {
    await take();
    const place = BackupPlace.openToRewriteKeys(at('keys'));
    const rewrite = { name: 'keys/quotes.key', ...manifestKeysOf(source()) };
    const change = async (copy: string): Promise<boolean> => {
      writeFileSync(copy, 'changed');
      return true;
    };
    expect(await rewriteKeyBackups(place, { ...rewrite, change: async () => false })).toEqual([]);
    expect(await rewriteKeyBackups(place, { ...rewrite, change })).toEqual(place.snapshots());
    expect(await rewriteKeyBackups(place, { ...rewrite, change })).toEqual(place.snapshots());
    place.close();
    expect(filesBelow(at('keys')).filter((name) => name.includes('quotes.key.r'))).toEqual([
      expect.stringMatching(/quotes\.key\.r2$/),
    ]);
    expect(await problemsIn()).toEqual([]);
    await restored();
    expect(readFileSync(at('into', 'keys', 'quotes.key'), 'utf8')).toBe('changed');
  });

  it('of a consultant who was erased lose the key of the agent again, by the log alone too', async () => {
    const mia = { kind: 'agent', id: 'mia' } as const;
    const operator = await engine().as({ kind: 'operator' });
    const profile = { agentId: 'mia', name: 'Mia Maier', languages: ['en'], products: ['dropbox'] };
    expect((await operator.post('/v1/desk/agents', profile)).status).toBe(201);
    await engine().settled();
    const { id } = await take();
    const [keysBefore, listBefore] = [at('before.db'), at('before.jsonl')];
    cpSync(at('keys', 'snapshots', id, 'keys.db'), keysBefore);
    cpSync(at('keys', 'erasures.jsonl'), listBefore);
    expect(await operator.post('/v1/privacy/erasures', { kind: 'consultant', id: 'mia' })).toMatchObject({
      status: 201,
    });
    await engine().settled();
    await take();

    // The list of erasures names the agent, and the log the consultant: nobody is left to be erased.
    const { toErase } = await restored({ into: at('by-list') });
    expect(toErase).not.toContainEqual(mia);

    // Keys and a list of the time before, as if somebody had brought them back: the log still knows.
    cpSync(at('keys'), at('keys-back'), { recursive: true });
    cpSync(listBefore, at('keys-back', 'erasures.jsonl'));
    const place = BackupPlace.openToRewriteKeys(at('keys-back'));
    const replaceBy = async (name: string, file: string) =>
      rewriteKeyBackups(place, {
        name,
        ...manifestKeysOf(source()),
        change: async (copy) => {
          cpSync(file, copy);
          return true;
        },
      });
    await replaceBy('keys.db', keysBefore);
    await replaceBy('erasures.jsonl', listBefore);
    place.close();
    const isErasedIn = (into: string): boolean =>
      tombstonesInFile(at(into, 'keys.db')).some(({ subject }) => subject.kind === 'agent' && subject.id === 'mia');
    const { erased } = await restored({ keys: at('keys-back'), erasures: listBefore, into: at('by-log') });
    expect([erased > 0, isErasedIn('by-list'), isErasedIn('by-log')]).toEqual([true, true, true]);
  });
});
