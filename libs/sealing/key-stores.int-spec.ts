import type { SubjectRef } from '@ledgerdesk/events';
import { timersAt } from '@ledgerdesk/runtime';
import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile } from '@ledgerdesk/sqlite';
import type { KyselyPlugin } from 'kysely';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { keyStoreContract } from './contract/index.js';
import {
  formatErasureList,
  type KeyStore,
  type KeyStoreOptions,
  MasterKeys,
  parseErasureList,
  type SubjectKey,
} from './index.js';
import { KEY_MIGRATIONS } from './key-tables.js';
import { SqlKeyStore } from './sql-key-store.js';
import { openPostgresKeyStore, tombstonesInDatabase } from './postgres/index.js';
import { eraseInFile, openSqliteKeyStore, storeIdInFile, tombstonesInFile } from './sqlite/index.js';

/** Ten times as fast as real time, so that erasures of others are looked for more often. */
const timers = timersAt(10);
const AT = '2026-11-27T07:30:00.000Z';
const member = (number: number): SubjectRef => ({ kind: 'member', id: `acme.m-${number}` });
const aMasterKey = (): Uint8Array => new Uint8Array(randomBytes(32));
const masterKey = aMasterKey();
const optionsWith = (...keys: readonly Uint8Array[]) => ({
  masterKeys: new MasterKeys({ read: () => keys }),
  timers,
});

const folders: string[] = [];
const aFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-keys-'));
  folders.push(folder);
  return join(folder, 'keys.db');
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

keyStoreContract('Keys in an SQLite file', async () => {
  const file = aFile();
  return { open: () => openSqliteKeyStore(file, optionsWith(masterKey)), dispose: async () => undefined };
});

/** Tests of rotations, with stores on the same keys that are opened with different master keys. */
const rotationContract = (name: string, fixture: () => (options: KeyStoreOptions) => Promise<KeyStore>): void => {
  describe(`a rotation of the master key of ${name}`, () => {
    const opened: KeyStore[] = [];
    const idOf = (key: Uint8Array): string => new MasterKeys({ read: () => [key] }).currentId;
    const [before, next] = [aMasterKey(), aMasterKey()];
    const rotate = async (keys: KeyStore): Promise<void> => {
      await keys.retireMasterKeys(() => undefined);
      while ((await keys.rewrap(10)) > 0);
      expect(await keys.dropMasterKeys(() => undefined)).toBe(true);
    };
    let open: (...read: readonly (() => readonly Uint8Array[])[]) => Promise<KeyStore>;
    beforeEach(() => {
      const openWith = fixture();
      open = async (read = () => [before]) => {
        const keys = await openWith({ masterKeys: new MasterKeys({ read }), timers });
        opened.push(keys);
        return keys;
      };
    });
    afterEach(async () => {
      for (const keys of opened.splice(0)) await keys.close();
    });

    it('is followed by an insert that had read the master key before', async () => {
      let reads = 0;
      let isStale = false;
      const engine = await open(() => (isStale && (reads += 1) > 1 ? [next] : [before]));
      const early = await engine.keyFor(member(1));
      await rotate(await open(() => [next, before]));
      isStale = true;
      const late = await engine.keyFor(member(2));
      expect(reads).toBeGreaterThan(1);
      const after = await open(() => [next]);
      expect([await after.keyById(early.id), await after.keyById(late.id)]).toEqual([early, late]);
    });

    it('is none if engines start with different master keys: one of them has the store', async () => {
      const engines = [await open(() => [before]), await open(() => [next])];
      const secrets = await Promise.allSettled(engines.map((keys) => keys.requestKey()));
      expect(secrets.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const winner = secrets[0]?.status === 'fulfilled' ? before : next;
      expect(secrets.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'key-unusable' } });
      await (await open(() => [winner])).keyFor(member(1));
      const late = open(() => [winner === before ? next : before]);
      await expect(late).rejects.toMatchObject({ code: 'master-key-not-set' });
    });

    it('refuses keys of an engine that has the earlier master key only, and records none', async () => {
      const engine = await open();
      await rotate(await open(() => [next, before]));
      await expect(engine.keyFor(member(1))).rejects.toMatchObject({ code: 'master-key-retired' });
      expect(await (await open(() => [next])).keys('', 9)).toEqual([]);
    });

    it('does not drop a master key that still wraps a key', async () => {
      await (await open()).keyFor(member(1));
      const rotating = await open(() => [next, before]);
      await rotating.retireMasterKeys(() => undefined);
      let isDropped = false;
      const drop = (): void => {
        isDropped = true;
      };
      expect([await rotating.dropMasterKeys(drop), isDropped]).toEqual([false, false]);
      await rotating.rewrap();
      expect([await rotating.dropMasterKeys(drop), isDropped]).toEqual([true, true]);
    });

    it('can return to an earlier master key', async () => {
      await (await open()).keyFor(member(1));
      await rotate(await open(() => [next, before]));
      const back = await open(() => [before, next]);
      await rotate(back);
      await back.keyFor(member(2));
      const masterKeyIds = (await back.keys('', 9)).map(({ masterKeyId }) => masterKeyId);
      expect(masterKeyIds).toEqual([idOf(before), idOf(before)]);
    });

    it('leaves every key readable after each of its steps, while engines make more', async () => {
      let given: readonly Uint8Array[] = [before];
      const engine = await open(() => given);
      const made = [await engine.keyFor(member(1))];
      const rotating = await open(() => given);
      const steps = [
        () => rotating.retireMasterKeys(() => (given = [next, before])),
        () => rotating.rewrap(1),
        () => rotating.rewrap(1),
        () => rotating.dropMasterKeys(() => (given = [next])),
      ];
      for (const step of steps) {
        await step();
        made.push(await engine.keyFor(member(made.length + 1)));
        const other = await open(() => given);
        for (const key of made) expect(await other.keyById(key.id)).toEqual(key);
      }
      expect(given).toEqual([next]);
    });
  });
};

rotationContract('keys in an SQLite file', () => {
  const file = aFile();
  return (options) => openSqliteKeyStore(file, options);
});

describe('keys in an SQLite file', () => {
  const using = async (keys: Promise<KeyStore>, use: (keys: KeyStore) => Promise<void>): Promise<void> => {
    const opened = await keys;
    try {
      await use(opened);
    } finally {
      await opened.close();
    }
  };
  const bytesIn = (file: string): Buffer => {
    const folder = join(file, '..');
    return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  };
  /** The wrapped keys as they are stored. */
  const wrappedIn = (file: string): readonly string[] => {
    const db = openSqliteFile(file, { durability: 'full' });
    const rows = db.prepare<[], string>('SELECT wrapped FROM subject_key WHERE wrapped IS NOT NULL').pluck().all();
    db.close();
    return rows;
  };

  it('are never in the file unwrapped, and it is private', async () => {
    const file = aFile();
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => {
      const { secret } = await keys.keyFor(member(1));
      expect(bytesIn(file).includes(Buffer.from(secret))).toBe(false);
      expect(bytesIn(file).includes(Buffer.from(secret).toString('base64url'))).toBe(false);
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('leave nothing of an erased key in the file and its write-ahead log, whatever was written around it', async () => {
    const file = aFile();
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => {
      await Promise.all(Array.from({ length: 400 }, (_, number) => keys.keyFor(member(number))));
      const before = wrappedIn(file);
      for (const number of [0, 3, 150, 399]) await keys.erase(member(number), AT);
      const left = wrappedIn(file);
      const gone = before.filter((wrapped) => !left.includes(wrapped));
      const bytes = bytesIn(file);
      expect(gone).toHaveLength(4);
      for (const wrapped of gone)
        for (let start = 0; start + 8 <= wrapped.length; start += 8)
          expect(bytes.includes(wrapped.slice(start, start + 8))).toBe(false);
    });
  });

  it('refuse to open without the master key that wraps them, and name it', async () => {
    const file = aFile();
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => void (await keys.keyFor(member(1))));
    await expect(openSqliteKeyStore(file, optionsWith(aMasterKey()))).rejects.toMatchObject({
      code: 'master-key-not-set',
      message: expect.stringMatching(/^The master key [\w-]{12}, which wraps 1 keys/) as string,
    });
  });

  it('are wrapped again by a new master key, in steps, while an engine uses them', async () => {
    const file = aFile();
    const next = aMasterKey();
    const given = [masterKey];
    const running = { masterKeys: new MasterKeys({ read: () => given }), timers };
    await using(openSqliteKeyStore(file, running), async (engine) => {
      const made = await Promise.all(Array.from({ length: 25 }, (_, number) => engine.keyFor(member(number))));
      await engine.erase(member(24), AT);
      given.unshift(next);
      await using(openSqliteKeyStore(file, optionsWith(next, masterKey)), async (rotating) => {
        expect(await rotating.rewrap(10)).toBe(10);
        await engine.keyFor(member(100));
        for (let count = 10; count > 0;) count = await rotating.rewrap(10);
        expect((await rotating.keys('', 100)).map(({ masterKeyId }) => masterKeyId)).toEqual(
          Array.from({ length: 25 }, () => new MasterKeys({ read: () => [next] }).currentId),
        );
      });
      await using(openSqliteKeyStore(file, optionsWith(next)), async (after) => {
        for (const key of made.slice(0, 24)) expect(await after.keyById(key.id)).toEqual(key);
        expect(await after.keyById(made[24]?.id ?? '')).toBe('erased');
      });
    });
  });

  describe('while the database does not answer', () => {
    const withSilences = async (
      use: (keys: KeyStore, time: ManualTime, answer: (does: boolean) => void) => Promise<void>,
    ) => {
      const [file, time] = [aFile(), new ManualTime()];
      let answers = true;
      const whileItAnswers: KyselyPlugin = {
        transformQuery: ({ node }) => {
          if (answers) return node;
          throw new Error('The database does not answer.');
        },
        transformResult: async ({ result }) => result,
      };
      const database = openSqliteFile(file, { durability: 'full' });
      const db = (await migrateSqlite(database, KEY_MIGRATIONS, '')).withPlugin(whileItAnswers);
      const nothing = async (): Promise<void> => undefined;
      const { masterKeys } = optionsWith(masterKey);
      const adapter = { lockErasures: nothing, afterErasure: nothing };
      await using(SqlKeyStore.open(db, adapter, { masterKeys, timers: time }), async (keys) => {
        await use(keys, time, (does) => (answers = does));
      });
    };

    it('are used for two seconds, and again once it says that nobody else was erased', () =>
      withSilences(async (keys, time, answer) => {
        const key = await keys.keyFor(member(1));
        let lapses = 0;
        keys.lapses.subscribe(() => (lapses += 1));
        for (let second = 0; second < 5; second += 1) await time.advance(1_000);
        expect([keys.cachedFor(member(1)), keys.isCurrent()]).toEqual([key, true]);
        answer(false);
        await time.advance(1_999);
        expect(keys.cachedById(key.id)).toEqual(key);
        await time.advance(2);
        for (let second = 0; second < 50; second += 1) await time.advance(1_000);
        const cached = [keys.cachedById(key.id), keys.cachedFor(member(1)), keys.isCurrent()];
        expect(cached).toEqual([undefined, undefined, false]);
        await expect(keys.keyFor(member(1))).rejects.toThrow('does not answer');
        await expect(keys.lookUp([key.id])).rejects.toThrow('does not answer');
        answer(true);
        // Looked up, it is used once, and from memory when the database has said who is erased.
        expect(await keys.keyById(key.id)).toEqual(key);
        expect(keys.cachedById(key.id)).toBeUndefined();
        await time.advance(1_000);
        expect([keys.cachedById(key.id), keys.cachedFor(member(1)), lapses]).toEqual([key, key, 0]);
      }));

    it('are not used again if their subjects were erased meanwhile', () =>
      withSilences(async (keys, time, answer) => {
        const made = [await keys.keyFor(member(1)), await keys.keyFor(member(2))];
        answer(false);
        for (let second = 0; second < 5; second += 1) await time.advance(1_000);
        const erased: SubjectRef[] = [];
        keys.erasures.subscribe((subject) => erased.push(subject));
        answer(true);
        // In the table, as another engine does.
        await keys.erase(member(1), AT);
        expect(erased).toEqual([member(1)]);
        expect(made.map(({ id }) => keys.cachedById(id))).toEqual(['erased', made[1]]);
        expect(keys.cachedFor(member(1))).toBeUndefined();
      }));

    it('are dropped from memory after a minute', () =>
      withSilences(async (keys, time, answer) => {
        const key = await keys.keyFor(member(1));
        let lapses = 0;
        keys.lapses.subscribe(() => (lapses += 1));
        answer(false);
        for (let second = 0; second < 62; second += 1) await time.advance(1_000);
        expect(lapses).toBe(1);
        answer(true);
        await time.advance(1_000);
        expect([keys.isCurrent(), keys.cachedById(key.id)]).toEqual([true, undefined]);
        expect(await keys.keyFor(member(1))).toEqual(key);
      }));
  });

  it('that are older learn from a list what was erased, and which keys were lost', async () => {
    const [file, older] = [aFile(), aFile()];
    let list = '';
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => {
      await keys.erase(member(1), AT, ['lost-1', 'lost-2']);
      list = formatErasureList(await keys.tombstones());
    });
    const erasures = parseErasureList(list);
    expect(erasures.map(({ subject: { kind, id } }) => `${kind} ${id}`).toSorted()).toEqual([
      'lost lost-1',
      'lost lost-2',
      'member acme.m-1',
    ]);
    let kept: SubjectKey | undefined;
    await using(openSqliteKeyStore(older, optionsWith(masterKey)), async (keys) => {
      await keys.keyFor(member(1));
      kept = await keys.keyFor(member(2));
      await keys.nameStore('older');
    });
    expect([await eraseInFile(older, erasures), await eraseInFile(older, erasures)]).toEqual([3, 0]);
    expect([formatErasureList(tombstonesInFile(older)).length, storeIdInFile(older)]).toEqual([list.length, 'older']);
    await using(openSqliteKeyStore(older, optionsWith(masterKey)), async (keys) => {
      expect([await keys.keyById('lost-1'), await keys.keyById('lost-2')]).toEqual(['erased', 'erased']);
      expect([await keys.isErased(member(1)), await keys.keyFor(member(2))]).toEqual([true, kept]);
    });
  });

  it('make a new secret of requests in place of a damaged one, but never of one of another master key', async () => {
    const file = aFile();
    const change = (sql: string): void => {
      const db = openSqliteFile(file, { durability: 'full' });
      db.prepare(`UPDATE subject_key SET ${sql} WHERE kind = 'engine' AND subject_id = 'requests'`).run();
      db.close();
    };
    const damages = ["wrapped = 'AAAA'", 'wrapped = NULL', 'wrapped = NULL, master_key_id = NULL'];
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => void (await keys.requestKey()));
    for (const damage of damages) {
      change(damage);
      await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => {
        const failure = {
          name: 'Error',
          code: 'key-unusable',
          message: expect.stringContaining('keys accept') as string,
        };
        await expect(keys.requestKey()).rejects.toMatchObject(failure);
        expect(await keys.engineSecrets()).toMatchObject([{ name: 'requests', opens: false }]);
        expect(await keys.replaceRequestKey()).toBe(true);
        expect(await keys.requestKey()).toHaveLength(32);
        expect(await keys.engineSecrets()).toMatchObject([{ name: 'requests', opens: true }]);
      });
    }
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => {
      // Another engine wraps it by a master key that this one does not have.
      change("master_key_id = 'another'");
      const failure = { code: 'key-unusable', message: expect.stringContaining('another is not set') as string };
      await expect(keys.requestKey()).rejects.toMatchObject(failure);
      expect(await keys.replaceRequestKey()).toBe(false);
    });
  });

  it('say of a key whether it can be unwrapped', async () => {
    const file = aFile();
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => {
      const { id } = await keys.keyFor(member(1));
      const db = openSqliteFile(file, { durability: 'full' });
      const other = (await keys.keyFor(member(2))).id;
      db.prepare(
        'UPDATE subject_key SET wrapped = (SELECT wrapped FROM subject_key WHERE key_id = ?) WHERE key_id = ?',
      ).run(other, id);
      db.close();
      expect((await keys.keys('', 9)).map((key) => [key.id === id, key.opens]).sort()).toEqual([
        [false, true],
        [true, false],
      ]);
    });
    await using(openSqliteKeyStore(file, optionsWith(masterKey)), async (keys) => {
      await expect(keys.keyFor(member(1))).rejects.toMatchObject({ code: 'key-unusable' });
    });
  });
});

describe('on a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  keyStoreContract('Keys in PostgreSQL', async () => {
    const config = server.freshSchema();
    return { open: () => openPostgresKeyStore(config, optionsWith(masterKey)), dispose: async () => undefined };
  });

  it('tombstones are read without a master key, and are unknown without a table of keys', async () => {
    const config = server.freshSchema();
    expect(await tombstonesInDatabase(config)).toBeUndefined();
    const keys = await openPostgresKeyStore(config, optionsWith(masterKey));
    try {
      expect(await tombstonesInDatabase(config)).toEqual([]);
      await keys.erase(member(1), AT, ['lost-1']);
      expect(await tombstonesInDatabase(config)).toEqual(await keys.tombstones());
    } finally {
      await keys.close();
    }
  });

  rotationContract('keys in PostgreSQL', () => {
    const config = server.freshSchema();
    return (options) => openPostgresKeyStore(config, options);
  });
});
