import type { Finding } from '@ledgerdesk/integrity';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { schemaOfDatabase } from '@ledgerdesk/postgres';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { checkDatabaseSchema, definitionHash } from './check-database-schema.js';
import { DATABASE_SCHEMA } from './database-schema.js';

const ROWS_TABLE = /_v\d+(?:$|_)/;

const TEAMS = `"teams_v${PROJECTIONS.find(({ name }) => name === 'teams')?.version ?? 0}"`;

const HEAD = `/**
 * The objects that the stores of this version make in a PostgreSQL database, beside the tables of read models: type,
 * table, name, and a hash of the definition. \`npm run schemas\` writes this file.
 */
export const DATABASE_SCHEMA: readonly (readonly [type: string, table: string, name: string, definition: string])[] = [
`;

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

  it('is the published one', async () => {
    const objects = (await schemaOfDatabase({ url: server.url }))
      .filter(({ table }) => !ROWS_TABLE.test(table))
      .map(({ type, table, name, definition }) => [type, table, name, definitionHash(definition)] as const)
      .toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
    if (process.env['PUBLISH_SCHEMAS'] === 'true') {
      const lines = objects.map((object) => `  [${object.map((text) => `'${text}'`).join(', ')}],\n`);
      writeFileSync(join(__dirname, 'database-schema.ts'), `${HEAD}${lines.join('')}];\n`);
    } else expect(objects).toEqual(DATABASE_SCHEMA);
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
});
