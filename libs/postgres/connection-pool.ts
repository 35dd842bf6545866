import { migrate, type StoreMigrations } from '@ledgerdesk/migrations';
import { Kysely } from 'kysely';
import pg from 'pg';
import { Client } from './client.js';
import { addressOf } from './client-config.js';
import { wrapConnectionError } from './connection-errors.js';
import { SchemaDialect } from './schema-dialect.js';
import { assertServerUsable } from './server.js';
import { Session } from './session.js';

interface Checkout {
  readonly session: Session;
  /** Closes the connection after an error, so that the server rolls back its transaction. */
  readonly release: (failed: boolean) => void;
}

/** A pool of connections to one database. Connects when the first statement runs. */
export class ConnectionPool {
  readonly #pool: pg.Pool;
  readonly #address: string;
  #closed: Promise<void> | undefined;
  /** Runs each statement on any free connection. */
  readonly session: Session;

  constructor(config: pg.ClientConfig, max = 10) {
    this.#pool = new pg.Pool({ ...config, max, pipeline: true, Client });
    this.#address = addressOf(config);
    this.session = new Session(this.#pool, this.#address);
    // The pool reports the loss of an idle connection, too. Without a listener, that would end the process.
    this.#pool.on('error', () => undefined);
  }

  /** A query builder for the tables of a schema. Its `destroy` closes this pool. */
  kysely<Tables>(schema: string): Kysely<Tables> {
    return new Kysely<Tables>({ dialect: new SchemaDialect({ pool: this.#pool }, schema, this.#address) }).withSchema(
      schema,
    );
  }

  /**
   * Creates the schema if missing and migrates the tables of a store in it.
   * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
   */
  async migrate(schema: string, migrations: StoreMigrations): Promise<void> {
    await assertServerUsable(this.session);
    await migrate(this.kysely(schema), migrations, schema);
  }

  /** Runs several reads on one snapshot: commits of other transactions stay invisible. */
  async snapshot<T>(read: (session: Session) => Promise<T>): Promise<T> {
    const { session, release } = await this.#checkout();
    try {
      const [, found] = await Promise.all([
        session.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
        read(session),
      ]);
      // The result is valid even if the COMMIT fails.
      session.run('COMMIT').then(
        () => release(false),
        () => release(true),
      );
      return found;
    } catch (error) {
      release(true);
      throw error;
    }
  }

  /** Runs `change` in one transaction with asynchronous commit. */
  async write<T>(change: (session: Session) => Promise<T>): Promise<T> {
    const { session, release } = await this.#checkout();
    try {
      // A server crash may lose the last commits but never tears one. Rows and checkpoint are in one commit, so lost
      // rows are rebuilt from the log after the checkpoint that survived. Waiting for the disk gains nothing.
      await Promise.all([session.run('BEGIN'), session.run('SET LOCAL synchronous_commit = off')]);
      const changed = await change(session);
      await session.run('COMMIT');
      release(false);
      return changed;
    } catch (error) {
      release(true);
      throw error;
    }
  }

  /** Resolves when pending statements have ended. Idempotent. */
  async close(): Promise<void> {
    return (this.#closed ??= this.#pool.end());
  }

  async #checkout(): Promise<Checkout> {
    try {
      const client = await this.#pool.connect();
      return { session: new Session(client, this.#address), release: (failed) => client.release(failed) };
    } catch (error) {
      throw wrapConnectionError(error, this.#address);
    }
  }
}
