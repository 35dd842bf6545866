import type { Finding } from '@ledgerdesk/integrity';
import { migrateSqlite, type StoreMigrations } from '@ledgerdesk/migrations';
import { schemaOfFile } from '@ledgerdesk/sqlite';
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSchema as ensureSubscriptions } from '../../../libs/esdb-gateway/persistent/group-state-schema.js';
import { ensureSchema as ensureLog } from '../../../libs/event-store/sqlite/schema.js';
import { OUTBOX_MIGRATIONS } from '../../../libs/outbox/tables.js';
import { PRESENCE_MIGRATIONS } from '../../../libs/presence/sql-presence.js';
import { readAuditMigrations } from '../../../libs/read-audit/tables.js';
import { SQLITE_MIGRATIONS } from '../../../libs/read-store/sql/migrations.js';
import { KEY_MIGRATIONS } from '../../../libs/sealing/key-tables.js';
import { SQLITE_TYPES, treeMigrations } from '../../../libs/tree-store/tables.js';
import { schemaSource, stepByStep, storeSchema } from '../../../test/support/store-schemas.js';
import { changed, withoutTriggers } from '../../../test/trust/databases.js';
import { dataFolderAt } from '../data-folder.js';
import {
  embeddedStorage,
  openKeyStore,
  openLogForWriting,
  openOutbox,
  openPresence,
  openReadAudit,
  openRows,
  openTreeStore,
} from '../storage.js';
import { checkSchemas } from './check-schemas.js';
import { FILE_SCHEMAS } from './file-schemas.js';
import type { StoreSchema, StoreSchemas } from './store-schema.js';

const MIGRATIONS: readonly StoreMigrations[] = [
  SQLITE_MIGRATIONS,
  OUTBOX_MIGRATIONS,
  PRESENCE_MIGRATIONS,
  readAuditMigrations('sqlite'),
  treeMigrations(SQLITE_TYPES),
  KEY_MIGRATIONS,
];

/** What brings the newest schema of the log back to each earlier one, the last one first. */
const LOG_BACK = ['DROP TABLE leaves; DROP TABLE frontier', 'DROP TABLE stream_heads; DROP TABLE writer'];

const SUBSCRIPTIONS_BACK = ['ALTER TABLE parked DROP COLUMN event_id'];

describe('the schemas of files', () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'ledgerdesk-schemas-'));
  });
  afterEach(() => rmSync(path, { recursive: true }));

  const found = async () => {
    const findings: Finding[] = [];
    await checkSchemas(dataFolderAt(path), (finding) => findings.push(finding));
    return findings;
  };
  const damages = async () => (await found()).filter(({ state }) => state === 'damage');

  const inFile = (file: string, statements: string): void => changed(file, (db) => void db.exec(statements));

  const migrated = async (file: string, migrations: StoreMigrations): Promise<void> =>
    (await migrateSqlite(new Database(file), migrations)).destroy();

  const steppedSchema = async (migrations: StoreMigrations): Promise<StoreSchema> => {
    const file = join(path, `${migrations.store}.db`);
    const versions = [];
    for (const steps of stepByStep(migrations)) {
      await migrated(file, steps);
      versions.push(schemaOfFile(file));
    }
    return storeSchema(versions);
  };

  /** The schema of a file of which the newest version is made first. */
  const reversedSchema = (ensure: (db: Database.Database, id: string) => void, back: readonly string[]) => {
    const file = join(path, `${back.length}.db`);
    changed(file, (db) => ensure(db, 'a-log'));
    const versions = [schemaOfFile(file)];
    for (const statements of back) {
      inFile(file, statements);
      versions.unshift(schemaOfFile(file));
    }
    return storeSchema(versions);
  };

  it('are the published ones, in each version of each store', async () => {
    const schemas: Record<string, StoreSchema> = {
      log: reversedSchema(ensureLog, LOG_BACK),
      subscriptions: reversedSchema(ensureSubscriptions, SUBSCRIPTIONS_BACK),
    };
    for (const migrations of MIGRATIONS) schemas[migrations.store] = await steppedSchema(migrations);
    const made: StoreSchemas = schemas;
    if (process.env['PUBLISH_SCHEMAS'] === 'true')
      writeFileSync(join(__dirname, 'file-schemas.ts'), schemaSource('FILE_SCHEMAS', 'in files', made));
    else expect(made).toEqual(FILE_SCHEMAS);
  });

  it('have no differences as the stores make them', async () => {
    const storage = embeddedStorage(path);
    await (await openLogForWriting(storage, { thread: false, onWarning: () => undefined })).close();
    for (const open of [openRows, openOutbox, openPresence, openTreeStore]) await (await open(storage)).close();
    await (await openReadAudit(storage, false)).close();
    await (await openKeyStore({ ...storage, masterKey: { keys: randomBytes(32).toString('base64') } })).close();
    changed(dataFolderAt(path).subscriptions, (db) => ensureSubscriptions(db, 'a-log'));
    expect(await found()).toEqual([]);
  });

  it('are no damage in any version, but what was changed in them is', async () => {
    const file = dataFolderAt(path).outbox;
    for (const steps of stepByStep(OUTBOX_MIGRATIONS)) {
      await migrated(file, steps);
      expect(await damages()).toEqual([]);
    }
    expect(await found()).toEqual([]);
    inFile(file, "DELETE FROM outbox_migration WHERE name >= '0010'");
    expect((await damages()).map(({ detail }) => detail)).toEqual([
      'table outbox_messages is not as this version creates it',
      'table ended_credentials of table ended_credentials was added',
      'index ended_credentials_ended_at_id of table ended_credentials was added',
      'index ended_credentials_expires_at of table ended_credentials was added',
      'index ended_credentials_caller_ended_at of table ended_credentials was added',
    ]);
  });

  it.each([
    ['an index dropped', 'DROP INDEX outbox_newest', 'index outbox_newest of table outbox_messages is missing'],
    ['a column added', 'ALTER TABLE no_ops ADD COLUMN quiet text', 'table no_ops is not as this version creates it'],
    ['a table dropped', 'DROP TABLE topic_holds', 'table topic_holds is missing'],
  ])('show %s in a file that is one of an earlier version', async (_, statement, expected) => {
    const file = dataFolderAt(path).outbox;
    const [last] = stepByStep(OUTBOX_MIGRATIONS).slice(-2);
    if (last) await migrated(file, last);
    inFile(file, statement);
    expect((await damages()).map(({ detail }) => detail)).toContain(expected);
  });

  it('show a table that is missing together with the record of the steps', async () => {
    const folder = dataFolderAt(path);
    await migrated(folder.outbox, OUTBOX_MIGRATIONS);
    await migrated(folder.reads, readAuditMigrations('sqlite'));
    inFile(folder.outbox, 'DROP TABLE outbox_migration; DROP TABLE outbox_migration_lock; DROP TABLE topic_holds');
    inFile(folder.reads, 'DROP TABLE read_audit_migration');
    const details = (await damages()).map(({ place, detail }) => `${place}: ${detail}`);
    expect(details).toEqual(
      expect.arrayContaining([
        'file reads.db: table read_audit_migration is missing',
        expect.stringMatching(/^file outbox.db: table .* is not as this version creates it$/) as string,
      ]),
    );
  });

  it('leave the question open whether a file without any table lost them, and name them', async () => {
    const file = dataFolderAt(path).reads;
    await migrated(file, readAuditMigrations('sqlite'));
    const tables = changed(file, (db) =>
      db
        .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .pluck()
        .all(),
    );
    inFile(file, `PRAGMA foreign_keys = OFF; ${tables.map((table) => `DROP TABLE "${table}"`).join('; ')}`);
    const findings = await found();
    expect(findings.map(({ state, code }) => [state, code])).toEqual([['unknown', 'schema-changed']]);
    for (const table of tables) expect(findings[0]?.detail).toContain(table);
  });

  it.each([
    [
      'the log',
      'events.db',
      (file: string) => {
        changed(file, (db) => ensureLog(db, 'a-log'));
        withoutTriggers(file, (db) => void db.exec('UPDATE log SET schema_version = 2'));
      },
    ],
    [
      'subscriptions',
      'subscriptions.db',
      (file: string) =>
        changed(file, (db) => {
          ensureSubscriptions(db, 'a-log');
          db.pragma('user_version = 1');
        }),
    ],
  ])('show that a file is not of the earlier version that it records: %s', async (_, name, make) => {
    make(join(path, name));
    const places = (await damages()).map(({ place }) => place);
    expect(new Set(places)).toEqual(new Set([`file ${name}`]));
  });
});
