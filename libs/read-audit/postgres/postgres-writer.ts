import { addMillis, HOUR, type Instant, millisOf } from '@ledgerdesk/kernel';
import type { Kysely, Transaction } from 'kysely';
import type { DroppedReads, ReadCheckpoint } from '../port.js';
import type { RecordRow } from '../record.js';
import { toNumber } from '../sql-reader.js';
import type { ReadAuditTables } from '../tables.js';
import { appendLeaves } from '../tree.js';
import type { ReadAuditWriter } from '../writer.js';

/** Rows of one statement: PostgreSQL takes at most 65,535 parameters. */
const ROWS_PER_STATEMENT = 5_000;

const inChunks = async <T>(rows: readonly T[], insert: (chunk: T[]) => Promise<unknown>): Promise<void> => {
  for (let index = 0; index < rows.length; index += ROWS_PER_STATEMENT)
    await insert(rows.slice(index, index + ROWS_PER_STATEMENT));
};

/** The tree's row, locked until the transaction ends: engines that share the database take turns. */
const lockedTree = (db: Transaction<ReadAuditTables>) =>
  db.selectFrom('read_audit_tree').select(['size', 'frontier']).forUpdate().executeTakeFirstOrThrow();

/** Writes the read audit to PostgreSQL. */
export class PostgresWriter implements ReadAuditWriter {
  /** `db` is closed by its owner. */
  constructor(private readonly db: Kysely<ReadAuditTables>) {}

  async commit(rows: readonly RecordRow[]): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      const tree = await lockedTree(db);
      const size = toNumber(tree.size);
      const { frontier, hashes } = appendLeaves(
        tree.frontier,
        rows.map(({ text }) => text),
      );
      const leaves = hashes.map((hash, index) => ({ leaf: size + index, hash }));
      const records = rows.map(({ at, caller, route, text }, index) => ({
        leaf: size + index,
        at,
        caller,
        route,
        record: text,
      }));
      const shown = rows.flatMap((row, index) => row.shown.map((item) => ({ item, leaf: size + index })));
      await inChunks(leaves, (chunk) => db.insertInto('read_audit_leaf').values(chunk).execute());
      await inChunks(records, (chunk) => db.insertInto('read_audit').values(chunk).execute());
      await inChunks(shown, (chunk) => db.insertInto('read_audit_shown').values(chunk).execute());
      await db
        .updateTable('read_audit_tree')
        .set({ size: size + rows.length, frontier })
        .execute();
    });
  }

  async saveCheckpoint({ size, at, note }: ReadCheckpoint): Promise<void> {
    const hour = addMillis(at, -(millisOf(at) % HOUR));
    await this.db.transaction().execute(async (db) => {
      await lockedTree(db);
      const newer = await db
        .selectFrom('read_audit_checkpoint')
        .select('size')
        .where('size', '>=', size)
        .limit(1)
        .executeTakeFirst();
      if (newer) return;
      await db
        .deleteFrom('read_audit_checkpoint')
        .where('at', '>=', hour)
        .where('at', '<', addMillis(hour, HOUR))
        .execute();
      await db.insertInto('read_audit_checkpoint').values({ size, at, note }).execute();
    });
  }

  async droppable(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    const oldest = this.db
      .selectFrom('read_audit')
      .select(['leaf', 'at'])
      .where('at', '<', before)
      .orderBy('at')
      .orderBy('leaf')
      .limit(limit)
      .as('oldest');
    const { count, firstLeaf, lastLeaf, from, to } = await this.db
      .selectFrom(oldest)
      .select(({ fn }) => [
        fn.countAll<number>().as('count'),
        fn.min('leaf').as('firstLeaf'),
        fn.max('leaf').as('lastLeaf'),
        fn.min('at').as('from'),
        fn.max('at').as('to'),
      ])
      .executeTakeFirstOrThrow();
    if (toNumber(count) === 0) return undefined;
    return { count: toNumber(count), firstLeaf: toNumber(firstLeaf), lastLeaf: toNumber(lastLeaf), from, to };
  }

  async drop(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    return this.db.transaction().execute(async (db) => {
      const rows = await db
        .selectFrom('read_audit')
        .select(['leaf', 'at'])
        .where('at', '<', before)
        .orderBy('at')
        .orderBy('leaf')
        .limit(limit)
        .forUpdate()
        .execute();
      const [first, last] = [rows[0], rows.at(-1)];
      if (!first || !last) return undefined;
      const leaves = rows.map(({ leaf }) => toNumber(leaf));
      await db.deleteFrom('read_audit_shown').where('leaf', 'in', leaves).execute();
      await db.deleteFrom('read_audit').where('leaf', 'in', leaves).execute();
      return {
        count: leaves.length,
        firstLeaf: Math.min(...leaves),
        lastLeaf: Math.max(...leaves),
        from: first.at,
        to: last.at,
      };
    });
  }

  async close(): Promise<void> {
    // The pool of connections is closed with the reader.
  }
}
