import { isRecord } from '@ledgerdesk/kernel';
import { sealingKeyOf } from '@ledgerdesk/sealing';
import type Database from 'better-sqlite3';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../../apps/server/data-folder.js';
import { BOX_TAMPERINGS } from './box-tamperings.js';
import { checkFollowers, checkHistory, checkReadsAlone } from './checked-codes.js';
import { changed, otherBytes, withoutTriggers } from './databases.js';
import { readLogRows } from './log-rows.js';
import type { Choices } from './random.js';
import { ROW_TAMPERINGS } from './row-tamperings.js';
import { SCHEMA_TAMPERINGS } from './schema-tamperings.js';
import type { Tampering } from './tampering.js';

interface Bytes {
  readonly id: number;
  readonly bytes: Buffer;
}

/** Changes one byte of a column of bytes, in one row. */
const changeByte = (db: Database.Database, table: string, column: string, choices: Choices): void => {
  const rows = db.prepare<[], Bytes>(`SELECT rowid AS id, ${column} AS bytes FROM ${table} ORDER BY rowid`).all();
  const { id, bytes } = choices.of(rows);
  const other = otherBytes(bytes, choices.between(0, bytes.length - 1));
  db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(other, id);
};

/** Statements on the recorded leaves of the log and its frontier. */
const LEAVES: readonly Tampering[] = [
  {
    name: 'a recorded leaf changed',
    check: checkHistory,
    apply: ({ events }, choices) => withoutTriggers(events, (db) => changeByte(db, 'leaves', 'hash', choices)),
    found: ['leaf-differs'],
  },
  {
    name: 'a recorded leaf removed',
    check: checkHistory,
    apply: ({ events }, choices) =>
      withoutTriggers(events, (db) => {
        const leaves = db.prepare<[], number>('SELECT position FROM leaves ORDER BY position').pluck().all();
        db.prepare('DELETE FROM leaves WHERE position = ?').run(choices.of(leaves));
      }),
    found: ['leaf-missing'],
  },
  {
    name: 'the frontier of another tree',
    check: checkHistory,
    apply: ({ events }, choices) =>
      withoutTriggers(events, (db) => {
        const hashes = db.prepare<[], Buffer>('SELECT hashes FROM frontier').pluck().get() ?? Buffer.alloc(32);
        const other = otherBytes(hashes, hashes.length - choices.between(1, 32));
        db.prepare('UPDATE frontier SET hashes = ?').run(other);
      }),
    found: ['tree-differs'],
  },
];

/** Changes what is stored of the tree and its checkpoints. */
const onTree = (name: string, statement: string, found: Tampering['found']): Tampering => ({
  name,
  check: checkHistory,
  apply: ({ ledger }) => changed(ledger, (db) => void db.exec(statement)),
  found,
});

/** Raises the position of the last leaf, and that of the tree alike. */
const raisePositions = (db: Database.Database, choices: Choices): void => {
  const newest = 'WHERE tile = (SELECT max(tile) FROM ledger_position)';
  const bytes = db.prepare<[], Buffer>(`SELECT positions FROM ledger_position ${newest}`).pluck().get();
  if (!bytes) return;
  const raised = Buffer.from(bytes);
  const at = raised.length - BigUint64Array.BYTES_PER_ELEMENT;
  const position = raised.readBigUInt64BE(at) + BigInt(choices.between(1, 1_000));
  raised.writeBigUInt64BE(position, at);
  db.prepare(`UPDATE ledger_position SET positions = ? ${newest}`).run(raised);
  db.prepare('UPDATE ledger_tree SET position = ?').run(String(position));
};

const TREE: readonly Tampering[] = [
  {
    name: 'a stored tile changed',
    check: checkHistory,
    apply: ({ ledger }, choices) => changed(ledger, (db) => changeByte(db, 'ledger_tile', 'hashes', choices)),
    found: ['tree-differs'],
  },
  {
    name: 'a stored position of a leaf changed',
    check: checkHistory,
    apply: ({ ledger }, choices) => changed(ledger, (db) => changeByte(db, 'ledger_position', 'positions', choices)),
    found: ['tree-differs'],
  },
  {
    name: 'the stored position of the last leaf raised, and that of the tree',
    check: checkHistory,
    apply: ({ ledger }, choices) => changed(ledger, (db) => raisePositions(db, choices)),
    found: ['tree-differs'],
    as: 'open',
  },
  onTree('the stored tree made smaller', 'UPDATE ledger_tree SET size = size - 1', ['tree-differs']),
  onTree('the stored tree made larger', 'UPDATE ledger_tree SET size = size + 1', ['tree-differs']),
  onTree('checkpoints of another epoch', "UPDATE ledger_checkpoint SET note = replace(note, '/main/0', '/main/7')", [
    'checkpoint-signature',
  ]),
  onTree('a checkpoint with another root', 'UPDATE ledger_checkpoint SET root = randomblob(32)', [
    'checkpoint-signature',
  ]),
  onTree('a checkpoint of another size', 'UPDATE ledger_checkpoint SET size = size - 1', ['checkpoint-signature']),
];

/** Changes the text of the file with the newest checkpoint. */
const inCheckpointFile = (name: string, change: (note: string, choices: Choices) => string): Tampering => ({
  name: `${name} in the checkpoint file`,
  check: checkHistory,
  apply: ({ checkpoint }, choices) => writeFileSync(checkpoint, change(readFileSync(checkpoint, 'utf8'), choices)),
  found: ['checkpoint-file'],
});

const CHECKPOINT_FILE: readonly Tampering[] = [
  inCheckpointFile('a changed byte', (note, choices) => {
    const at = choices.between(0, note.length - 2);
    return note.slice(0, at) + (note[at] === 'x' ? 'y' : 'x') + note.slice(at + 1);
  }),
  inCheckpointFile('another epoch', (note) => note.replace('/main/0\n', '/main/7\n')),
];

/** Chooses a key that sealed events name, and that is not destroyed. */
const usedKey = ({ events, subjectKeys }: DataFolder, choices: Choices): string => {
  const stored = changed(subjectKeys, (db) =>
    db.prepare<[], string>('SELECT key_id FROM subject_key WHERE wrapped IS NOT NULL').pluck().all(),
  );
  const used = [...new Set(readLogRows(events).flatMap((row) => sealingKeyOf(row) ?? []))];
  return choices.of(used.filter((id) => stored.includes(id)));
};

const onKey = (name: string, statement: string, found: Tampering['found']): Tampering => ({
  name,
  check: checkHistory,
  apply: (folder, choices) => {
    const key = usedKey(folder, choices);
    changed(folder.subjectKeys, (db) => void db.prepare(statement).run({ key }));
  },
  found,
});

const KEYS: readonly Tampering[] = [
  onKey('a key deleted', 'DELETE FROM subject_key WHERE key_id = @key', ['key-missing']),
  {
    ...onKey(
      'a key of somebody else in its place',
      `UPDATE subject_key SET wrapped = (SELECT wrapped FROM subject_key WHERE key_id <> @key AND wrapped IS NOT NULL)
        WHERE key_id = @key`,
      ['key-unusable'],
    ),
    // Stores do not tell a changed key from one of another master key.
    as: 'open',
  },
  {
    name: 'a tombstone removed',
    check: checkHistory,
    apply: ({ subjectKeys }) =>
      changed(subjectKeys, (db) => void db.exec('DELETE FROM subject_key WHERE erased_at IS NOT NULL')),
    found: ['key-missing'],
  },
];

const FILES: readonly Tampering[] = [
  {
    name: 'a file with other bytes',
    check: checkHistory,
    apply: ({ attachments }, choices) => {
      const files = readdirSync(attachments, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
      const file = choices.of(files);
      const bytes = readFileSync(file);
      rmSync(file);
      writeFileSync(file, otherBytes(bytes, choices.between(0, bytes.length - 1)));
    },
    found: ['attachment-damaged'],
  },
];

/** Changes the records of reads. */
const onReads = (name: string, change: (db: Database.Database, leaf: number) => void): Tampering => ({
  name,
  check: checkReadsAlone,
  apply: ({ reads }, choices) =>
    changed(reads, (db) =>
      change(db, choices.of(db.prepare<[], number>('SELECT leaf FROM read_audit ORDER BY leaf').pluck().all())),
    ),
  found: ['read-audit'],
});

const recordOf = (db: Database.Database, leaf: number): Readonly<Record<string, unknown>> => {
  const text = db.prepare<[number], string>('SELECT record FROM read_audit WHERE leaf = ?').pluck().get(leaf);
  const record: unknown = JSON.parse(text ?? '{}');
  return isRecord(record) ? record : {};
};

const READS: readonly Tampering[] = [
  onReads('a record of a read changed', (db, leaf) => {
    const record = JSON.stringify({ ...recordOf(db, leaf), caller: 'agent:somebody-else' });
    db.prepare('UPDATE read_audit SET record = ? WHERE leaf = ?').run(record, leaf);
  }),
  onReads('a record of a read removed with its hash', (db, leaf) => {
    for (const table of ['read_audit', 'read_audit_leaf']) db.prepare(`DELETE FROM ${table} WHERE leaf = ?`).run(leaf);
  }),
  onReads('the hash of a read changed', (db, leaf) => {
    db.prepare('UPDATE read_audit_leaf SET hash = randomblob(32) WHERE leaf = ?').run(leaf);
  }),
  onReads('the tree of reads made smaller', (db, leaf) => {
    db.prepare('UPDATE read_audit_tree SET size = ?').run(leaf);
  }),
];

const FOLLOWERS: readonly Tampering[] = [
  {
    name: 'a reader ahead of the log',
    check: checkFollowers,
    apply: ({ rows }) =>
      changed(rows, (db) => void db.exec("UPDATE checkpoints SET position = '999999', event_position = '999999'")),
    found: ['checkpoint-lost'],
  },
];

/** Changes of databases, rows, keys, boxes and files. */
export const STORE_TAMPERINGS: readonly Tampering[] = [
  ...SCHEMA_TAMPERINGS,
  ...LEAVES,
  ...TREE,
  ...CHECKPOINT_FILE,
  ...ROW_TAMPERINGS,
  ...FOLLOWERS,
  ...KEYS,
  ...BOX_TAMPERINGS,
  ...FILES,
  ...READS,
];
