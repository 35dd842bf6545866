import type { Position } from '@ledgerdesk/kernel';
import type { Kysely, Selectable, Transaction } from 'kysely';
import {
  type LogKey,
  type SignedCheckpoint,
  type SignedHandover,
  type SigningKey,
  type StampedCheckpoint,
  type StoredTree,
  TreeConflict,
  type TreeGrowth,
  type TreeState,
  type TreeStore,
  type TreeTile,
} from './port.js';
import type { TreeTables } from './tables.js';
import { decodePositions, encodePositions, placeOf, positionAt, sortable } from './tile-positions.js';

const TILE_WIDTH = 256;
/** All checkpoints among the last ones are kept; of those before them, one an hour. */
const RECENT_CHECKPOINTS = 100;
/** Length of the part of an instant that names its hour. */
const HOUR = '2026-11-30T08'.length;

const EMPTY: TreeState = { size: 0, position: '0' };

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const checkpointFrom = (row: Selectable<TreeTables['ledger_checkpoint']>): SignedCheckpoint => ({
  size: Number(row.size),
  root: row.root,
  note: row.note,
  position: row.position,
  signedAt: row.signed_at,
});

/** Trees in tables, in SQL that SQLite and PostgreSQL share. */
export class SqlTreeStore implements TreeStore {
  /** `has`: says which tables there are. Those of an earlier version, which are only read, may lack some. */
  constructor(
    private readonly db: Kysely<TreeTables>,
    private readonly has: (table: keyof TreeTables) => boolean = () => true,
  ) {}

  tree(origin: string): StoredTree {
    return new SqlTree(this.db, origin, this.has);
  }

  async origins(): Promise<readonly string[]> {
    const rows = await this.db.selectFrom('ledger_tree').select('origin').orderBy('origin').execute();
    return rows.map(({ origin }) => origin);
  }

  close(): Promise<void> {
    return this.db.destroy();
  }
}

class SqlTree implements StoredTree {
  constructor(
    private readonly db: Kysely<TreeTables>,
    readonly origin: string,
    private readonly has: (table: keyof TreeTables) => boolean,
  ) {}

  async state(): Promise<TreeState> {
    return this.stateIn(this.db);
  }

  async tile(level: number, index: number): Promise<Uint8Array | undefined> {
    return this.tileIn(this.db, level, index);
  }

  async indexOf(position: Position): Promise<number | undefined> {
    const row = await this.db
      .selectFrom('ledger_position')
      .select(['tile', 'positions'])
      .where('origin', '=', this.origin)
      .where('first_position', '<=', sortable(position))
      .orderBy('first_position', 'desc')
      .limit(1)
      .executeTakeFirst();
    const place = row && placeOf(row.positions, position);
    return row === undefined || place === undefined ? undefined : Number(row.tile) * TILE_WIDTH + place;
  }

  async positionOf(index: number): Promise<Position | undefined> {
    const encoded = await this.encodedPositions(Math.floor(index / TILE_WIDTH));
    return encoded && positionAt(encoded, index % TILE_WIDTH);
  }

  async positions(tile: number): Promise<readonly Position[]> {
    const encoded = await this.encodedPositions(tile);
    return encoded ? decodePositions(encoded) : [];
  }

  async grow({ from, size, position, tiles, positions }: TreeGrowth): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      await db
        .insertInto('ledger_tree')
        .values({ origin: this.origin, ...EMPTY })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { numUpdatedRows } = await db
        .updateTable('ledger_tree')
        .set({ size, position })
        .where('origin', '=', this.origin)
        .where('size', '=', from)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw this.conflict(`its size is not ${from}`);
      for (const tile of tiles) await this.writeTile(db, tile);
      await this.writePositions(db, from, positions);
    });
  }

  async relocate({ size, position }: TreeState, positions: readonly Position[]): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('ledger_tree')
        .set({ position })
        .where('origin', '=', this.origin)
        .where('size', '=', size)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw this.conflict(`its size is not ${size}`);
      await db.deleteFrom('ledger_position').where('origin', '=', this.origin).execute();
      await this.writePositions(db, 0, positions);
    });
  }

  async lastCheckpoint(): Promise<SignedCheckpoint | undefined> {
    return this.checkpointUpTo(Number.MAX_SAFE_INTEGER);
  }

  async checkpointUpTo(size: number): Promise<SignedCheckpoint | undefined> {
    return this.checkpointIn(this.db, size);
  }

  async saveCheckpoint(checkpoint: SignedCheckpoint, after: number | undefined, key: SigningKey): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      await this.lock(db, checkpoint.size);
      const last = await this.checkpointIn(db, Number.MAX_SAFE_INTEGER);
      if (last?.size !== after)
        throw this.conflict(`its last checkpoint has size ${last?.size ?? 'none'}, not ${after ?? 'none'}`);
      if (last && checkpoint.size < last.size)
        throw this.conflict(`a checkpoint of size ${checkpoint.size} would follow one of size ${last.size}`);
      if (last?.size === checkpoint.size && !buffer(last.root).equals(buffer(checkpoint.root)))
        throw this.conflict(`another root was signed at size ${last.size}`);
      await this.writeKey(db, checkpoint, key);
      await this.writeCheckpoint(db, checkpoint, !last || key.isHandover);
      await this.thin(db);
    });
  }

  async replaceNote(size: number, before: string, note: string): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('ledger_checkpoint')
      .set({ note, kept: 1 })
      .where('origin', '=', this.origin)
      .where('size', '=', size)
      .where('note', '=', before)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async saveTimeStamp({ size, note, response, time, askedAt }: StampedCheckpoint): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('ledger_checkpoint')
        .set({ kept: 1 })
        .where('origin', '=', this.origin)
        .where('size', '=', size)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw this.conflict(`it has no checkpoint of size ${size}`);
      await db
        .insertInto('ledger_time_stamp')
        .values({ origin: this.origin, size, note, response: buffer(response), time, asked_at: askedAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }

  async timeStampUpTo(size: number): Promise<StampedCheckpoint | undefined> {
    if (!this.has('ledger_time_stamp')) return undefined;
    const row = await this.db
      .selectFrom('ledger_time_stamp')
      .selectAll()
      .where('origin', '=', this.origin)
      .where('size', '<=', size)
      .orderBy('size', 'desc')
      .orderBy('time', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) return undefined;
    const { note, response, time, asked_at: askedAt } = row;
    return { size: Number(row.size), note, response, time, askedAt };
  }

  async keys(): Promise<readonly LogKey[]> {
    const rows = await this.db
      .selectFrom('ledger_key')
      .selectAll()
      .where('origin', '=', this.origin)
      .orderBy('since')
      .orderBy('at')
      .orderBy('vkey')
      .execute();
    return rows.map(({ vkey, since, at }) => ({ vkey, since: Number(since), at }));
  }

  async handovers(): Promise<readonly SignedHandover[]> {
    if (!this.has('ledger_handover')) return [];
    const rows = await this.db
      .selectFrom('ledger_handover')
      .select(['size', 'vkey', 'note'])
      .where('origin', '=', this.origin)
      .orderBy('size')
      .orderBy('vkey')
      .execute();
    return rows.map(({ size, vkey, note }) => ({ size: Number(size), vkey, note }));
  }

  private async encodedPositions(tile: number): Promise<Uint8Array | undefined> {
    const row = await this.db
      .selectFrom('ledger_position')
      .select('positions')
      .where('origin', '=', this.origin)
      .where('tile', '=', tile)
      .executeTakeFirst();
    return row?.positions;
  }

  private async stateIn(db: Kysely<TreeTables>): Promise<TreeState> {
    const row = await db.selectFrom('ledger_tree').selectAll().where('origin', '=', this.origin).executeTakeFirst();
    return row ? { size: Number(row.size), position: row.position } : EMPTY;
  }

  private async tileIn(db: Kysely<TreeTables>, level: number, index: number): Promise<Uint8Array | undefined> {
    const row = await db
      .selectFrom('ledger_tile')
      .select('hashes')
      .where('origin', '=', this.origin)
      .where('level', '=', level)
      .where('tile', '=', index)
      .executeTakeFirst();
    return row?.hashes;
  }

  private async checkpointIn(db: Kysely<TreeTables>, size: number): Promise<SignedCheckpoint | undefined> {
    const row = await db
      .selectFrom('ledger_checkpoint')
      .selectAll()
      .where('origin', '=', this.origin)
      .where('size', '<=', size)
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && checkpointFrom(row);
  }

  private async writeTile(db: Transaction<TreeTables>, { level, index, hashes }: TreeTile): Promise<void> {
    const before = await this.tileIn(db, level, index);
    if (before && !buffer(hashes).subarray(0, before.length).equals(buffer(before)))
      throw this.conflict(`tile ${index} of level ${level} has other hashes`);
    await db
      .insertInto('ledger_tile')
      .values({ origin: this.origin, level, tile: index, hashes: buffer(hashes) })
      .onConflict((conflict) => conflict.columns(['origin', 'level', 'tile']).doUpdateSet({ hashes: buffer(hashes) }))
      .execute();
  }

  /** Writes the positions of the leaves from `from` on, to the tiles that the leaves are in. */
  private async writePositions(
    db: Transaction<TreeTables>,
    from: number,
    positions: readonly Position[],
  ): Promise<void> {
    for (let at = 0; at < positions.length;) {
      const tile = Math.floor((from + at) / TILE_WIDTH);
      const end = Math.min(positions.length, (tile + 1) * TILE_WIDTH - from);
      await this.appendPositions(db, tile, positions.slice(at, end));
      at = end;
    }
  }

  private async appendPositions(db: Transaction<TreeTables>, tile: number, added: readonly Position[]): Promise<void> {
    const encoded = encodePositions(added);
    const row = await db
      .selectFrom('ledger_position')
      .select('positions')
      .where('origin', '=', this.origin)
      .where('tile', '=', tile)
      .executeTakeFirst();
    const positions = row ? Buffer.concat([row.positions, encoded]) : encoded;
    await db
      .insertInto('ledger_position')
      .values({ origin: this.origin, tile, first_position: sortable(added[0] ?? '0'), positions })
      .onConflict((conflict) => conflict.columns(['origin', 'tile']).doUpdateSet({ positions }))
      .execute();
  }

  /** Keeps other processes from saving a checkpoint until the transaction ends. */
  private async lock(db: Transaction<TreeTables>, size: number): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable('ledger_tree')
      .set((column) => ({ size: column.ref('size') }))
      .where('origin', '=', this.origin)
      .where('size', '>=', size)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw this.conflict(`it has less than ${size} leaves`);
  }

  private async writeKey(
    db: Transaction<TreeTables>,
    { size, note, signedAt }: SignedCheckpoint,
    { vkey, isHandover }: SigningKey,
  ): Promise<void> {
    await db
      .insertInto('ledger_key')
      .values({ origin: this.origin, vkey, since: size, at: signedAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (!isHandover) return;
    await db
      .insertInto('ledger_handover')
      .values({ origin: this.origin, size, vkey, note })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** At the same size, a checkpoint replaces one that another key signed. */
  private async writeCheckpoint(
    db: Transaction<TreeTables>,
    { size, root, note, position, signedAt }: SignedCheckpoint,
    isKept: boolean,
  ): Promise<void> {
    const values = { root: buffer(root), note, position, signed_at: signedAt, kept: isKept ? 1 : 0 };
    const changed = { note, signed_at: signedAt, ...(isKept && { kept: 1 }) };
    await db
      .insertInto('ledger_checkpoint')
      .values({ origin: this.origin, size, ...values })
      .onConflict((conflict) => conflict.columns(['origin', 'size']).doUpdateSet(changed))
      .execute();
  }

  /** Deletes the checkpoint that has become too old, unless it is the last one of its hour, or one to keep. */
  private async thin(db: Transaction<TreeTables>): Promise<void> {
    const [newer, older] = await db
      .selectFrom('ledger_checkpoint')
      .select(['size', 'signed_at', 'kept'])
      .where('origin', '=', this.origin)
      .orderBy('size', 'desc')
      .offset(RECENT_CHECKPOINTS - 1)
      .limit(2)
      .execute();
    if (!newer || !older || older.kept === 1 || newer.signed_at.slice(0, HOUR) !== older.signed_at.slice(0, HOUR))
      return;
    await db.deleteFrom('ledger_checkpoint').where('origin', '=', this.origin).where('size', '=', older.size).execute();
  }

  private conflict(reason: string): TreeConflict {
    return new TreeConflict(this.origin, reason);
  }
}
