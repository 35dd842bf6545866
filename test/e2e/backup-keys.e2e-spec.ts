import { BackupPlace } from '@ledgerdesk/backup';
import { signerFromSeed } from '@ledgerdesk/ledger';
import Database from 'better-sqlite3';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { storeIdInFile, tombstonesInFile } from '@ledgerdesk/sealing/sqlite';
import { backup, type BackupRequest, type BackupResult } from '../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { restore } from '../../apps/cli/restore/restore.js';
import type { RestoreRequest } from '../../apps/cli/restore/restore-request.js';
import { settingsFrom } from '../../apps/server/index.js';
import { withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const seed = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const vkeyOf = (byte: number): string => signerFromSeed('ledgerdesk/main/0', Buffer.alloc(32, byte)).vkey;

describe('keys of backups', () => {
  let engine: TestEngine;
  let folder: string;
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const take = (overrides: Partial<BackupRequest> = {}): Promise<BackupResult> =>
    backup(engine.engine.settings, {
      to: at('to'),
      keys: at('keys'),
      now: NOW,
      pause: async () => undefined,
      ...overrides,
    });
  const elsewhere = (overrides: Readonly<Record<string, string>> = {}) =>
    settingsFrom({ DATA_DIR: at('unused'), ...overrides });
  const restored = (overrides: Partial<RestoreRequest> = {}) =>
    restore(elsewhere({ LEDGER_KEY: seed(1) }), {
      from: at('to'),
      into: at('into'),
      keys: at('keys'),
      erasures: at('keys', 'erasures.jsonl'),
      reason: null,
      now: NOW,
      ...overrides,
    });

  beforeAll(async () => {
    engine = await TestEngine.open(NOW, { LEDGER_KEY: seed(1) });
    await withAcme(engine);
    await engine.settled();
  });
  afterAll(() => engine.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-backup-keys-'));
  });
  afterEach(() => {
    // The engine, which the tests share, would warn of folders that are gone. It may still be writing to them.
    rmSync(join(engine.engine.settings.DATA_DIR, 'key-backups.json'), { force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('are chosen by what is in them, and not by the names of their folders', async () => {
    await take({ to: at('earlier'), keys: at('earlier-keys') });
    const { id: old } = await take({ to: at('earlier'), keys: at('earlier-keys') });
    await engine.engine.keys?.keyFor({ kind: 'member', id: 'acme.later' });
    const { id } = await take();
    // Keys that were brought back from an older copy, under a higher number.
    cpSync(at('earlier-keys', 'snapshots', old), at('keys', 'snapshots', old), { recursive: true });
    expect(BackupPlace.openForReading(at('keys'), 'keys').snapshots()).toEqual([id, old]);
    expect((await restored()).keys?.id).toBe(id);
    await expect(restored({ into: at('two'), keysSnapshot: 'none' })).rejects.toMatchObject({ code: 'invalid-backup' });
    expect((await restored({ from: at('earlier'), into: at('three'), keysSnapshot: old })).keys?.id).toBe(old);
  });

  it('are not deleted for a store of keys that is not the one of the log', async () => {
    const { id } = await take();
    const copy = at('copy');
    cpSync(engine.engine.settings.DATA_DIR, copy, { recursive: true });
    for (const part of ['', '-wal', '-shm']) rmSync(join(copy, `keys.db${part}`), { force: true });
    const request = { to: at('to'), keys: at('keys'), now: NOW, keep: 1, pause: async () => undefined };
    const { warnings, deleted } = await backup(elsewhere({ DATA_DIR: copy, LEDGER_KEY: seed(1) }), request);
    expect([warnings, deleted]).toEqual([[expect.stringContaining('is not the key store that the log names')], []]);
    expect((await restored()).keys?.id).toBe(id);
  });

  it('are not restored if they lack keys of the log, unless that is accepted and recorded', async () => {
    const copy = at('copy');
    // A copy of the engine whose store of keys has lost some, and is of a time when stores had no id, or is not.
    const saved = async (place: string, lost: string): Promise<Partial<RestoreRequest>> => {
      rmSync(copy, { recursive: true, force: true });
      cpSync(engine.engine.settings.DATA_DIR, copy, { recursive: true });
      const db = new Database(join(copy, 'keys.db'));
      expect(db.prepare(`DELETE FROM subject_key WHERE ${lost}`).run().changes).toBeGreaterThan(0);
      db.close();
      const [to, keys] = [at(place), at(`${place}-keys`)];
      const settings = elsewhere({ DATA_DIR: copy, LEDGER_KEY: seed(1) });
      await backup(settings, { to, keys, now: NOW, pause: async () => undefined });
      return { from: to, keys, erasures: join(keys, 'erasures.jsonl') };
    };
    const lastIn = async (into: string) => {
      const log = openSqliteLog({ file: join(into, 'events.db') });
      const [last] = await log.readStream('log-key-stores', { direction: 'backward', limit: 1 });
      await log.close();
      return last && { ...decode(last).data, revision: last.revision };
    };
    const named = await engine.engine.keys?.storeId();
    const cases = [
      ['same', "kind = 'member'"],
      ['unnamed', "kind IN ('member', 'store')"],
    ] as const;
    for (const [place, lost] of cases) {
      const request = { ...(await saved(place, lost)), into: at(`${place}-into`) };
      await expect(restored(request)).rejects.toMatchObject({ code: 'keys-missing' });
      expect(readdirSync(request.into)).toEqual([]);
      const { missingKeys } = await restored({ ...request, acceptLoss: true });
      expect(missingKeys).toBeGreaterThan(0);
      const keyStoreId = storeIdInFile(join(request.into, 'keys.db'));
      expect([keyStoreId === undefined, keyStoreId === named]).toEqual([false, false]);
      expect(await lastIn(request.into)).toMatchObject({ keyStoreId, previousId: named, missingKeys, revision: 1 });
      // The loss is on record: a backup of what was restored is restored without accepting it again.
      const again = {
        to: at(`${place}-again`),
        keys: at(`${place}-again-keys`),
        now: NOW,
        pause: async () => undefined,
      };
      await backup(elsewhere({ DATA_DIR: request.into, LEDGER_KEY: seed(1) }), again);
      const second = { from: again.to, keys: again.keys, erasures: join(again.keys, 'erasures.jsonl') };
      expect(await restored({ ...second, into: at(`${place}-second`) })).toMatchObject({ missingKeys });
      expect(await lastIn(at(`${place}-second`))).toMatchObject({ keyStoreId, revision: 1 });
    }
    // Keys of a time when stores had no id get the one that the log names, if none is missing.
    const whole = { ...(await saved('whole', "kind = 'store'")), into: at('whole-into') };
    expect(await restored(whole)).toMatchObject({ missingKeys: 0 });
    expect([storeIdInFile(join(whole.into, 'keys.db')), (await lastIn(whole.into))?.revision]).toEqual([named, 0]);
  });

  it('that lack each the keys of the other are refused, until one is named', async () => {
    await take();
    await engine.engine.keys?.keyFor({ kind: 'member', id: 'acme.here' });
    const { id } = await take();
    const fork = await restored();
    expect(fork.epoch).toBe(1);
    const other = await TestEngine.open(NOW, { LEDGER_KEY: seed(1) }, async (to) =>
      cpSync(at('into'), to, { recursive: true }),
    );
    await engine.engine.keys?.keyFor({ kind: 'member', id: 'acme.left' });
    await other.engine.keys?.keyFor({ kind: 'member', id: 'acme.right' });
    const left = await take();
    const right = await backup(other.engine.settings, {
      to: at('other'),
      keys: at('other-keys'),
      now: '2026-11-27T08:30:00.000Z',
      pause: async () => undefined,
    });
    await other.close();
    cpSync(at('other-keys', 'snapshots', right.id), at('keys', 'snapshots', right.id), { recursive: true });
    await expect(restored({ into: at('two') })).rejects.toMatchObject({
      code: 'keys-ambiguous',
      message: expect.stringContaining('--keys-snapshot') as string,
    });
    expect((await restored({ into: at('two'), keysSnapshot: left.id })).keys?.id).toBe(left.id);
    expect(id < left.id).toBe(true);
  });

  it('never bring back someone whose erasure the list lacks, but a backup of keys has', async () => {
    const gone = { kind: 'member', id: 'acme.gone' } as const;
    await engine.engine.keys?.keyFor(gone);
    await take();
    cpSync(at('keys'), at('before'), { recursive: true });
    await engine.engine.keys?.erase(gone, NOW);
    await take();
    const list = at('before', 'erasures.jsonl');
    // The list of the folder was replaced by an older one: the tombstones in the keys still say it.
    cpSync(list, at('keys', 'erasures.jsonl'));
    await expect(restored({ erasures: list })).rejects.toMatchObject({ code: 'erasures-outdated' });
    await take();
    await restored();
    expect(tombstonesInFile(at('into', 'keys.db'))).toEqual(
      expect.arrayContaining([expect.objectContaining({ subject: gone })]),
    );
  });

  it('that signed before LEDGER_KEY changed are known by the log, by newer backups and by handovers', async () => {
    await engine.signed();
    const { id: first } = await take();
    await engine.restart(NOW, undefined, { LEDGER_KEY: seed(2), LEDGER_PREVIOUS_KEY: seed(1) });
    await engine.signed();
    await engine.restart(NOW, undefined, { LEDGER_KEY: seed(2) });
    const { id: second, warnings, addedEvents } = await take();
    // Built on the first one, so that only new events were added.
    expect([warnings, addedEvents < 20]).toEqual([[], true]);
    const verify = (vkeys?: readonly string[], settings = elsewhere()) =>
      verifyBackups(settings, { place: at('to'), keys: at('keys'), vkeys });
    for (const verified of [
      await verify([vkeyOf(2)]),
      await verify(undefined, elsewhere({ LEDGER_KEY: seed(2) })),
      // Who has kept the first key only is led to the second one.
      await verify([vkeyOf(1)]),
    ]) {
      expect([verified.backups, verified.keyProblems]).toEqual([
        [first, second].map((id) => ({ id, problems: [] })),
        [],
      ]);
      expect([verified.vkey, verified.formerVkeys]).toEqual([
        expect.stringContaining(vkeyOf(2).split('+')[2] ?? ''),
        [expect.stringContaining(vkeyOf(1).split('+')[2] ?? '')],
      ]);
    }
    const unknown = await verify([vkeyOf(3)]);
    const names = /known key of this log.*ledgerdesk\/main\/backup.*Known keys.*--vkey/s;
    for (const { problems } of unknown.backups) expect(problems).toEqual([expect.stringMatching(names)]);
    expect((await restored({ snapshot: first, vkeys: [vkeyOf(2)] })).manifest.id).toBe(first);
    await expect(restored({ into: at('two'), vkeys: [vkeyOf(3)] })).rejects.toMatchObject({
      code: 'backup-not-trusted',
    });
  });
});
