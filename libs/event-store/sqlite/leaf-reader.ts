import { Frontier } from '@ledgerdesk/ledger';
import type Database from 'better-sqlite3';
import type { Position } from '@ledgerdesk/kernel';
import type { Leaf, LeafPage, RecordedLeaves, RecordedTree } from '../port.js';

interface FrontierRow {
  readonly size: number;
  readonly position: string;
  readonly since: string;
  readonly hashes: Buffer;
}

const FRONTIER = `
  SELECT size, CAST(last_position AS TEXT) AS position, CAST(since AS TEXT) AS since, hashes FROM frontier`;

const LEAVES = `
  SELECT CAST(position AS TEXT) AS position, hash FROM leaves
  WHERE leaves.position > ? AND leaves.position <= ? ORDER BY leaves.position LIMIT ?`;

/** Reads the leaves and the frontier that `LogLeaves` writes. Positions behind the frontier are not read. */
export class LeafReader implements RecordedLeaves {
  private readonly frontier: Database.Statement<[], FrontierRow>;
  private readonly leaves: Database.Statement<[number, number, number], Leaf>;

  constructor(db: Database.Database) {
    this.frontier = db.prepare(FRONTIER);
    this.leaves = db.prepare(LEAVES);
  }

  async tree(): Promise<RecordedTree> {
    const { hashes, ...tree } = this.row();
    return { ...tree, root: Frontier.fromBytes(hashes).root() };
  }

  async page(after: Position, limit: number): Promise<LeafPage> {
    const { position: last } = this.row();
    const leaves = this.leaves.all(Number(after), Number(last), limit);
    const end = leaves.length < limit;
    return { leaves, scannedTo: end ? last : (leaves.at(-1)?.position ?? last), end };
  }

  private row(): FrontierRow {
    const row = this.frontier.get();
    if (!row) throw new Error('The record of the tree of the log is missing. Restore the file from a backup.');
    return row;
  }
}
