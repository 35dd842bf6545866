import Database from 'better-sqlite3';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Stores written by a released version, as `scripts/fixtures/make-upgrade-fixture.mjs` dumps them. */
export class ReleaseFixture {
  readonly #folder: string;

  constructor(version: string) {
    this.#folder = join(__dirname, 'fixtures', version);
  }

  /** Restores the SQLite files and attachments of a data folder, or only the files named. */
  restoreFolder(folder: string, names?: readonly string[]): void {
    for (const file of readdirSync(this.#folder)) {
      const name = basename(file, '.sql');
      if (!file.endsWith('.sql') || name === 'postgres' || names?.includes(name) === false) continue;
      const database = new Database(join(folder, `${name}.db`));
      database.exec(readFileSync(join(this.#folder, file), 'utf8'));
      database.close();
    }
    const attachments = join(this.#folder, 'attachments');
    if (existsSync(attachments)) cpSync(attachments, join(folder, 'attachments'), { recursive: true });
  }

  /** The policies that the version came with. */
  get configFolder(): string {
    return join(this.#folder, 'config');
  }

  /** SQL that creates the schema `ledgerdesk` in an empty PostgreSQL database. */
  get postgresSql(): string {
    return readFileSync(join(this.#folder, 'postgres.sql'), 'utf8');
  }
}
