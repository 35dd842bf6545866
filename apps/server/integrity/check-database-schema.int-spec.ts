import type { Finding } from '@ledgerdesk/integrity';
import type { StoreMigrations } from '@ledgerdesk/migrations';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openDatabase, schemaOfDatabase } from '@ledgerdesk/postgres';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgresAttachments } from '../../../libs/attachments/postgres/index.js';
import { OUTBOX_MIGRATIONS } from '../../../libs/outbox/tables.js';
import { PRESENCE_MIGRATIONS } from '../../../libs/presence/sql-presence.js';
import { readAuditMigrations } from '../../../libs/read-audit/tables.js';
import { POSTGRES_MIGRATIONS } from '../../../libs/read-store/sql/migrations.js';
import { KEY_MIGRATIONS } from '../../../libs/sealing/key-tables.js';
import { POSTGRES_TYPES, treeMigrations } from '../../../libs/tree-store/tables.js';
import { ReleaseFixture } from '../../../test/support/release-fixture.js';
import { schemaSource, stepByStep, storeSchema } from '../../../test/support/store-schemas.js';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import {
  openAttachments,
  openKeyStore,
  openOutbox,
  openPresence,
  openReadAudit,
  openRows,
  openTreeStore,
  type StorageConfig,
} from '../storage.js';
import { checkDatabaseSchema } from './check-database-schema.js';
import { DATABASE_SCHEMA } from './database-schema.js';
import { type StoreSchema, type StoreSchemas } from './store-schema.js';

const TEAMS = `"teams_v${PROJECTIONS.find(({ name }) => name === 'teams')?.version ?? 0}"`;

const MIGRATIONS: readonly StoreMigrations[] = [
  POSTGRES_MIGRATIONS,
  OUTBOX_MIGRATIONS,
  PRESENCE_MIGRATIONS,
  readAuditMigrations('postgres'),
  treeMigrations(POSTGRES_TYPES),
  KEY_MIGRATIONS,
];

/** The objects of a store after each of its steps. */
const schemaOf = async (server: PostgresServer, migrations: StoreMigrations): Promise<StoreSchema> => {
  const config = server.freshSchema();
  const versions = [];
  for (const steps of stepByStep(migrations)) {
    await (await openDatabase(config, steps)).destroy();
    versions.push(await schemaOfDatabase(config));
  }
  return storeSchema(versions);
};

const attachmentsSchema = async (server: PostgresServer): Promise<StoreSchema> => {
  const config = server.freshSchema();
  await (await openPostgresAttachments(config)).close();
  return storeSchema([await schemaOfDatabase(config)]);
};

describe('the schema of a database', () => {
  let server: PostgresServer;
  let storage: StorageConfig;
  beforeAll(async () => {
    server = await PostgresServer.start();
    storage = { log: '', rows: server.url, masterKey: { keys: randomBytes(32).toString('base64') } };
    const rows = await openRows(storage);
    for (const projection of PROJECTIONS) {
      await rows.prepare(projection);
      await rows.serve(projection);
    }
    const stores = [openOutbox, openPresence, openReadAudit, openTreeStore, openKeyStore, openAttachments];
    for (const open of stores) await (await open(storage)).close();
    await rows.close();
  });
  afterAll(() => server.stop());

  const found = async () => {
    const findings: Finding[] = [];
    await checkDatabaseSchema(storage, (finding) => findings.push(finding));
    return findings.map(({ state, code, detail }) => `${state} ${code}: ${detail}`);
  };

  it('is the published one, in each version of each store', async () => {
    const schemas: Record<string, StoreSchema> = { attachments: await attachmentsSchema(server) };
    for (const migrations of MIGRATIONS) schemas[migrations.store] = await schemaOf(server, migrations);
    const made: StoreSchemas = schemas;
    if (process.env['PUBLISH_SCHEMAS'] === 'true')
      writeFileSync(
        join(__dirname, 'database-schema.ts'),
        schemaSource('DATABASE_SCHEMA', 'in a PostgreSQL database', made),
      );
    else expect(made).toEqual(DATABASE_SCHEMA);
  });

  it('has no differences as the stores make it', async () => expect(await found()).toEqual([]));

  it.each([
    [
      'ALTER TABLE read_audit ADD COLUMN hidden text',
      'ALTER TABLE read_audit DROP COLUMN hidden',
      'table read_audit is not as',
    ],
    [
      'DROP INDEX read_audit_by_at',
      'CREATE INDEX read_audit_by_at ON read_audit (at, leaf)',
      'index read_audit_by_at of table read_audit is missing',
    ],
    [
      'CREATE INDEX quiet ON outbox_messages (id)',
      'DROP INDEX quiet',
      'index quiet of table outbox_messages was added',
    ],
    [
      `CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
      'DROP FUNCTION quiet',
      'function quiet of table quiet was added',
    ],
    [
      `CREATE TRIGGER quiet BEFORE UPDATE ON read_audit FOR EACH ROW
        EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      'DROP TRIGGER quiet ON read_audit',
      'trigger quiet of table read_audit was added',
    ],
    [
      'CREATE RULE quiet AS ON DELETE TO read_audit DO INSTEAD NOTHING',
      'DROP RULE quiet ON read_audit',
      'rule quiet of table read_audit was added',
    ],
    [
      'ALTER TABLE read_audit ENABLE ROW LEVEL SECURITY',
      'ALTER TABLE read_audit DISABLE ROW LEVEL SECURITY',
      'table read_audit is not as',
    ],
    [
      'ALTER TABLE subject_key ADD CONSTRAINT quiet CHECK (was_made < 9)',
      'ALTER TABLE subject_key DROP CONSTRAINT quiet',
      'constraint quiet of table subject_key was added',
    ],
    [
      `ALTER TABLE ${TEAMS} ADD COLUMN hidden text`,
      `ALTER TABLE ${TEAMS} DROP COLUMN hidden`,
      'is not as this version',
    ],
    [`CREATE RULE quiet AS ON INSERT TO ${TEAMS} DO INSTEAD NOTHING`, `DROP RULE quiet ON ${TEAMS}`, 'rule quiet'],
  ])('shows %s', async (change, undo, expected) => {
    await server.run(`SET search_path = ledgerdesk; ${change}`);
    expect((await found()).join('\n')).toContain(expected);
    await server.run(`SET search_path = ledgerdesk; ${undo}`);
    expect(await found()).toEqual([]);
  });

  it.each([
    ['outbox', 'DROP INDEX outbox_newest', 'CREATE INDEX outbox_newest ON outbox_messages (created_at, id)'],
    ['ledger', 'ALTER TABLE ledger_tile ADD COLUMN quiet text', 'ALTER TABLE ledger_tile DROP COLUMN quiet'],
  ])('shows a change in a database that is marked as one of an earlier version: %s', async (store, change, undo) => {
    const steps = `${store}_migration`;
    const [last] = await server.run<{ name: string; timestamp: string }>(
      `DELETE FROM ledgerdesk.${steps} WHERE name = (SELECT max(name) FROM ledgerdesk.${steps}) RETURNING *`,
    );
    await server.run(`SET search_path = ledgerdesk; ${change}`);
    expect((await found()).filter((finding) => finding.startsWith('damage')).length).toBeGreaterThan(0);
    await server.run(`SET search_path = ledgerdesk; ${undo}`);
    await server.run(`INSERT INTO ledgerdesk.${steps} VALUES ($1, $2)`, [last?.name, last?.timestamp]);
    expect(await found()).toEqual([]);
  });

  it('shows a table that is missing although its store has recorded all steps', async () => {
    await server.run('ALTER TABLE ledgerdesk.topic_holds SET SCHEMA public');
    expect((await found()).join('\n')).toContain('damage schema-changed: table topic_holds is missing');
    await server.run('ALTER TABLE public.topic_holds SET SCHEMA ledgerdesk');
    expect(await found()).toEqual([]);
  });

  it('leaves the question open whether a store without any table lost them, and names them', async () => {
    const tables = (DATABASE_SCHEMA['presence']?.objects ?? []).flatMap(([, until, type, , name]) =>
      type === 'table' && until === null ? [name] : [],
    );
    const move = (from: string, to: string) =>
      server.run(tables.map((table) => `ALTER TABLE ${from}.${table} SET SCHEMA ${to}`).join(';'));
    await move('ledgerdesk', 'public');
    const [question, ...others] = await found();
    expect([question, others]).toEqual([expect.stringMatching(/^unknown schema-changed: the tables .*dropped$/), []]);
    expect(tables.filter((table) => !question?.includes(table))).toEqual([]);
    await move('public', 'ledgerdesk');
    expect(await found()).toEqual([]);
  });
});

describe('the schema of a database of an earlier version', () => {
  let server: PostgresServer;
  beforeEach(async () => {
    server = await PostgresServer.start();
  });
  afterEach(() => server.stop());

  const found = async () => {
    const findings: Finding[] = [];
    await checkDatabaseSchema({ log: '', rows: server.url }, (finding) => findings.push(finding));
    return findings;
  };
  const damages = async () => (await found()).filter(({ state }) => state === 'damage').map(({ detail }) => detail);

  it('is no damage: version 0.1.0, which recorded no steps', async () => {
    await server.run(new ReleaseFixture('0.1.0').postgresSql);
    const findings = await found();
    expect(findings.map(({ state }) => state)).toEqual(['note', 'note']);
    expect(findings[0]?.detail).toContain('outbox');
    await server.run('DROP INDEX ledgerdesk.outbox_newest');
    expect(await damages()).toEqual(['index outbox_newest of table outbox_messages is missing']);
  });

  it('is no damage in any version of a store, but what was added to it is', async () => {
    for (const steps of stepByStep(OUTBOX_MIGRATIONS)) {
      await (await openDatabase({ url: server.url }, steps)).destroy();
      expect(await damages()).toEqual([]);
    }
    await server.run("DELETE FROM ledgerdesk.outbox_migration WHERE name >= '0003'");
    expect((await damages()).length).toBeGreaterThan(3);
  });

  it('shows a rule, a trigger, a function or a policy that was added', async () => {
    const [first] = stepByStep(OUTBOX_MIGRATIONS);
    if (first) await (await openDatabase({ url: server.url }, first)).destroy();
    await server.run(`SET search_path = ledgerdesk;
      CREATE RULE quiet AS ON DELETE TO outbox_messages DO INSTEAD NOTHING;
      CREATE POLICY quiet ON outbox_messages USING (false);
      CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER quiet BEFORE UPDATE ON outbox_messages FOR EACH ROW EXECUTE FUNCTION quiet()`);
    expect((await damages()).map((detail) => detail.split(' ')[0]).toSorted()).toEqual([
      'function',
      'policy',
      'rule',
      'trigger',
    ]);
  });
});
