import type { Projection, Row } from '@ledgerdesk/kernel';
import type {
  Batch,
  KeyedRow,
  ProjectionRef,
  ProjectionStop,
  ReadStore,
  RowCheckpoint,
  RowSnapshot,
} from '@ledgerdesk/read-store';
import { checkpointFrom, checkpointValues, type StoredCheckpoint } from '../sql/checkpoints.js';
import { groupBounds } from '../sql/names.js';
import { stopValues } from '../sql/stops.js';
import { keyedRow, parseRow, type StoredRow } from '../sql/stored-row.js';
import type { ConnectionPool } from '@ledgerdesk/postgres';
import { wrapRowError } from './row-errors.js';
import { countChanges } from './kept-counts.js';
import { changesOf, type Statement } from './row-changes.js';
import { PostgresRowReader } from './row-reader.js';
import type { Schema } from './schema.js';
import type { Session } from '@ledgerdesk/postgres';
import { createTable, versionsOf } from './tables.js';
import { isStorableText } from './text.js';

type CheckpointAndRow = StoredCheckpoint & { readonly [field in keyof StoredRow]: string | null };

/** The writer of a read store. Several processes may write: each commit compares and sets the checkpoint row. */
export class PostgresReadStore extends PostgresRowReader implements ReadStore {
  constructor(
    protected override readonly pool: ConnectionPool,
    schema: Schema,
  ) {
    super(pool, schema, async () => true);
  }

  async prepare(projection: Projection): Promise<void> {
    await this.#changeTables((session) => createTable(session, this.schema, projection));
  }

  /** Reads rows and checkpoint in one statement, and so from one snapshot. */
  async rows(projection: ProjectionRef, keys: readonly string[]): Promise<RowSnapshot> {
    const found = await this.pool.session.all<CheckpointAndRow>(
      `SELECT c.*, r.key, r.body FROM (VALUES (1)) AS always
       LEFT JOIN ${this.schema.checkpoints} c ON c.name = $1 AND c.version = $2
       LEFT JOIN ${this.schema.rows(projection)} r ON r.key = ANY($3::text[])`,
      projection.name,
      projection.version,
      keys.filter(isStorableText),
    );
    return { checkpoint: checkpointFrom(found[0]), rows: rowsOf(found) };
  }

  async keysIn(projection: ProjectionRef, group: string): Promise<readonly string[]> {
    if (!isStorableText(group)) return [];
    const select = `SELECT key FROM ${this.schema.rows(projection)} WHERE key >= $1 AND key < $2`;
    const found = await this.pool.session.all<{ readonly key: string }>(select, ...groupBounds(group));
    return found.map(({ key }) => key);
  }

  async page(projection: ProjectionRef, afterKey: string | undefined, limit: number): Promise<readonly KeyedRow[]> {
    const { session } = this.pool;
    const select = `SELECT key, body FROM ${this.schema.rows(projection)}`;
    const stored =
      afterKey === undefined
        ? await session.all<StoredRow>(`${select} ORDER BY key LIMIT $1`, limit)
        : await session.all<StoredRow>(`${select} WHERE key > $1 ORDER BY key LIMIT $2`, afterKey, limit);
    return stored.map(keyedRow);
  }

  async commit(projection: Projection, { rows, before, from, to }: Batch): Promise<boolean> {
    const changes = changesOf(this.schema, projection, rows);
    return this.pool.write(async (session) => {
      if (!(await this.#moveCheckpoint(session, projection, from, to))) return false;
      const counts = await countChanges(session, this.schema, projection, { rows, ...(before && { before }) });
      await this.#writeRows(session, projection, [...changes, ...counts]);
      return true;
    });
  }

  async recordStop(projection: ProjectionRef, stop: ProjectionStop | undefined): Promise<void> {
    const { stops } = this.schema;
    await this.pool.write(async (session) => {
      await session.run(`DELETE FROM ${stops} WHERE name = $1 AND version = $2`, projection.name, projection.version);
      if (!stop) return;
      await session.run(
        `INSERT INTO ${stops} (name, version, position, event_id, event_type, message)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (name, version) DO UPDATE SET position = excluded.position, event_id = excluded.event_id,
           event_type = excluded.event_type, message = excluded.message`,
        ...stopValues(projection, stop),
      );
    });
  }

  async reset(projection: Projection): Promise<void> {
    await this.#changeTables(async (session) => {
      await this.#drop(session, projection);
      await session.run(
        `DELETE FROM ${this.schema.serving} WHERE name = $1 AND version = $2`,
        projection.name,
        projection.version,
      );
      await createTable(session, this.schema, projection);
    });
  }

  async serve({ name, version }: ProjectionRef): Promise<void> {
    await this.#changeTables(async (session) => {
      await session.run(
        `INSERT INTO ${this.schema.serving} (name, version) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET version = excluded.version`,
        name,
        version,
      );
      for (const older of await versionsOf(session, this.schema, name))
        if (older < version) await this.#drop(session, { name, version: older });
    });
  }

  /**
   * Runs a change of tables while no commit runs. A commit locks the row of its checkpoint before its table; this locks
   * in the same order, which avoids deadlocks.
   */
  #changeTables(change: (session: Session) => Promise<void>): Promise<void> {
    return this.pool.write(async (session) => {
      await session.run(`LOCK TABLE ${this.schema.checkpoints} IN SHARE ROW EXCLUSIVE MODE`);
      await change(session);
    });
  }

  async #writeRows(session: Session, projection: ProjectionRef, changes: readonly Statement[]): Promise<void> {
    try {
      await Promise.all(changes.map(({ sql, values }) => session.run(sql, ...values)));
    } catch (error) {
      throw wrapRowError(error, this.schema.rows(projection));
    }
  }

  /** Returns false if the stored checkpoint is not `from`. The second of two concurrent calls waits for the first. */
  async #moveCheckpoint(
    session: Session,
    { name, version }: ProjectionRef,
    from: Batch['from'],
    to: RowCheckpoint,
  ): Promise<boolean> {
    const { checkpoints } = this.schema;
    const moved = from
      ? await session.run(
          `UPDATE ${checkpoints} SET log_id = $3, position = $4, event_id = $5, event_position = $6, epoch = $7,
             skipped = $8
           WHERE name = $1 AND version = $2 AND log_id = $9 AND position = $10
             AND CASE WHEN event_position = position THEN event_id END IS NOT DISTINCT FROM $11
             AND skipped IS NOT DISTINCT FROM $12`,
          name,
          version,
          ...checkpointValues(to),
          from.logId,
          from.position,
          from.eventId ?? null,
          from.skipped ?? null,
        )
      : await session.run(
          `INSERT INTO ${checkpoints} (name, version, log_id, position, event_id, event_position, epoch, skipped)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
          name,
          version,
          ...checkpointValues(to),
        );
    return moved === 1;
  }

  async #drop(session: Session, projection: ProjectionRef): Promise<void> {
    await session.run(`DROP TABLE IF EXISTS ${this.schema.rows(projection)}, ${this.schema.counts(projection)}`);
    await session.run(
      `DELETE FROM ${this.schema.checkpoints} WHERE name = $1 AND version = $2`,
      projection.name,
      projection.version,
    );
    await session.run(
      `DELETE FROM ${this.schema.stops} WHERE name = $1 AND version = $2`,
      projection.name,
      projection.version,
    );
  }
}

const rowsOf = (found: readonly CheckpointAndRow[]): ReadonlyMap<string, Row> =>
  new Map(found.flatMap(({ key, body }) => (key === null || body === null ? [] : [[key, parseRow(body)] as const])));
