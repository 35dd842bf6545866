import { namingFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { SqliteFileDialect } from './sqlite-dialect.js';

export { SqliteFileDialect };

/** The migrations of one store's tables, from any earlier version to this one. */
export interface StoreMigrations {
  /** Name of the store. Applied steps are recorded in the table `<store>_migration`. */
  readonly store: string;
  /**
   * Steps by name, applied in alphabetical order. A released step never changes. The first step adopts the tables of
   * version 0.1.0, which recorded no steps: it creates only what is missing.
   */
  readonly steps: Readonly<Record<string, Migration>>;
}

/** The tables were migrated by a newer version of the engine. */
export class StoreTooNew extends Error {
  readonly code = 'store-too-new';
  constructor(
    readonly store: string,
    readonly step: string,
  ) {
    super(
      `The ${store} store was migrated by a newer version: this version does not have the migration step ` +
        `"${step}". Use the version that migrated the store, or a newer one.`,
    );
  }
}

/**
 * Applies the missing steps, in one transaction where the dialect has transactional DDL (PostgreSQL). On PostgreSQL,
 * processes that start at the same time wait for each other. Rejects with StoreTooNew, or the error of a step.
 */
export const migrate = async <Tables>(
  db: Kysely<Tables>,
  { store, steps }: StoreMigrations,
  schema?: string,
): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => steps },
    migrationTableName: `${store}_migration`,
    migrationLockTableName: `${store}_migration_lock`,
    ...(schema !== undefined && { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) await rejectWith(error, db, { store, steps }, schema);
};

const rejectWith = async <Tables>(
  error: unknown,
  db: Kysely<Tables>,
  migrations: StoreMigrations,
  schema?: string,
): Promise<never> => {
  const unknown = await unknownStep(db, migrations, schema).catch(() => undefined);
  if (unknown !== undefined) throw new StoreTooNew(migrations.store, unknown);
  throw error;
};

/**
 * A query builder for an open SQLite database, with the missing steps applied in one exclusive transaction: Kysely's
 * SQLite dialect neither locks nor wraps migrations. Waits for another writer as long as the busy timeout of
 * `database`, and closes it on failure. `remedy`: what to do if the file is damaged. Rejects with StoreTooNew, or the
 * error of a step.
 */
export const migrateSqlite = async <Tables>(
  database: Database.Database,
  migrations: StoreMigrations,
  remedy?: string,
): Promise<Kysely<Tables>> => {
  const db = new Kysely<Tables>({ dialect: new SqliteFileDialect(database, remedy) });
  try {
    await db.connection().execute((connection) => inExclusiveTransaction(connection, database, migrations));
    return db;
  } catch (error) {
    database.close();
    throw namingFile(database.name, error, remedy);
  }
};

/** A query builder for an open SQLite database that is only read: no step is applied. */
export const readSqlite = <Tables>(database: Database.Database, remedy?: string): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new SqliteFileDialect(database, remedy) });

const inExclusiveTransaction = async <Tables>(
  db: Kysely<Tables>,
  database: Database.Database,
  migrations: StoreMigrations,
): Promise<void> => {
  await sql`BEGIN EXCLUSIVE`.execute(db);
  try {
    await migrate(db, migrations);
    await sql`COMMIT`.execute(db);
  } catch (error) {
    // SQLite has rolled back already after some errors, such as a full disk.
    if (database.inTransaction) await sql`ROLLBACK`.execute(db).catch(() => undefined);
    throw error;
  }
};

const unknownStep = async <Tables>(
  db: Kysely<Tables>,
  { store, steps }: StoreMigrations,
  schema?: string,
): Promise<string | undefined> => {
  const table = sql.id(...(schema === undefined ? [] : [schema]), `${store}_migration`);
  const { rows } = await sql<{ name: string }>`SELECT name FROM ${table} ORDER BY name`.execute(db);
  return rows.map(({ name }) => name).find((name) => !Object.hasOwn(steps, name));
};
