import type { Instant } from '@ledgerdesk/kernel';
import { openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import type { StoreMigrations } from '@ledgerdesk/migrations';
import type { Kysely } from 'kysely';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { hashChunks } from '../hash-chunks.js';
import type { AttachmentStore, StoredFile } from '../port.js';

interface AttachmentTables {
  readonly attachments: { readonly sha256: string; readonly stored_at: string; readonly content: Buffer };
}

const PAGE_SIZE = 100;

const ATTACHMENT_MIGRATIONS: StoreMigrations = {
  store: 'attachments',
  steps: {
    '0001_baseline': {
      up: (db: Kysely<AttachmentTables>) =>
        db.schema
          .createTable('attachments')
          .ifNotExists()
          .addColumn('sha256', 'text', (column) => column.primaryKey())
          .addColumn('stored_at', 'text', (column) => column.notNull())
          .addColumn('content', 'bytea', (column) => column.notNull())
          .execute(),
    },
  },
};

/** One row per file. Content is held in memory while it is read or written: the policy limits its size. */
class PostgresAttachments implements AttachmentStore {
  constructor(private readonly db: Kysely<AttachmentTables>) {}

  async get(sha256: string): Promise<Readable | undefined> {
    const row = await this.db
      .selectFrom('attachments')
      .select('content')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row && Readable.from([row.content]);
  }

  async put(content: AsyncIterable<Uint8Array>, at: Instant): Promise<StoredFile> {
    const hashed = hashChunks(content);
    const whole = await buffer(hashed.chunks);
    const storedFile = hashed.storedFile();
    await this.db
      .insertInto('attachments')
      .values({ sha256: storedFile.sha256, stored_at: at, content: whole })
      .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ stored_at: at, content: whole }))
      .execute();
    return storedFile;
  }

  async *listOlderThan(instant: Instant): AsyncIterable<string> {
    for (let after = ''; ;) {
      const rows = await this.db
        .selectFrom('attachments')
        .select('sha256')
        .where('stored_at', '<', instant)
        .where('sha256', '>', after)
        .orderBy('sha256')
        .limit(PAGE_SIZE)
        .execute();
      for (const { sha256 } of rows) yield sha256;
      if (rows.length < PAGE_SIZE) return;
      after = rows.at(-1)?.sha256 ?? after;
    }
  }

  async delete(sha256: string, before: Instant): Promise<void> {
    await this.db.deleteFrom('attachments').where('sha256', '=', sha256).where('stored_at', '<', before).execute();
  }

  close(): Promise<void> {
    return this.db.destroy();
  }
}

/**
 * Opens attachments in a schema of a PostgreSQL database, shared by all processes of an engine.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 */
export const openPostgresAttachments = async (config: PostgresConfig): Promise<AttachmentStore> =>
  new PostgresAttachments(await openDatabase({ connections: 2, ...config }, ATTACHMENT_MIGRATIONS));
