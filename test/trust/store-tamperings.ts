import { canonicalJson, isSealed } from '@ledgerdesk/event-store';
import type { FindingCode } from '@ledgerdesk/integrity';
import { sealingKeyOf } from '@ledgerdesk/sealing';
import Database from 'better-sqlite3';
import { type LogRow, readLogRows, withoutTriggers, writeLogRows } from './log-rows.js';
import type { Choices } from './random.js';
import { signAgain } from './signed-folder.js';
import type { Tampering } from './tampering.js';

/** Opens a database, and changes it as it is. */
const changed = (file: string, change: (db: Database.Database) => boolean | void): boolean => {
  const db = new Database(file);
  try {
    return change(db) !== false;
  } finally {
    db.close();
  }
};

const names = (db: Database.Database, type: 'trigger' | 'index'): readonly string[] =>
  db
    .prepare<[string], string>('SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL ORDER BY name')
    .pluck()
    .all(type);

/** Tables of rows that have rows. */
const rowTables = (db: Database.Database): readonly string[] =>
  db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_v[0-9]*' ORDER BY name")
    .pluck()
    .all()
    .filter((name) => /_v\d+$/.test(name))
    .filter((name) => db.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get() !== undefined);

interface StoredBody {
  readonly key: string;
  readonly body: string;
}

/** A value of the same type that differs. */
const otherValue = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `${value}x` : 'x';
};

/** The body with one field changed that no column repeats, if there is one. */
const falsified = (columns: readonly string[], { body }: StoredBody, choices: Choices): string => {
  const row = JSON.parse(body) as Record<string, unknown>;
  const fields = Object.keys(row).filter((name) => !columns.includes(name));
  const name = choices.of(fields.length > 0 ? fields : Object.keys(row));
  return JSON.stringify({ ...row, [name]: otherValue(row[name]) });
};

const columnsOf = (db: Database.Database, table: string): readonly string[] =>
  db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);

/** Changes the bodies of up to 667 rows of one read model. */
const falsifyRows = (db: Database.Database, choices: Choices): boolean => {
  const table = choices.of(rowTables(db));
  const rows = db.prepare<[], StoredBody>(`SELECT key, body FROM "${table}" ORDER BY key`).all();
  const columns = columnsOf(db, table);
  const update = db.prepare(`UPDATE "${table}" SET body = ? WHERE key = ?`);
  const count = Math.min(667, choices.between(1, rows.length));
  for (const row of rows.slice(0, count)) update.run(falsified(columns, row, choices), row.key);
  return true;
};

const deleteRow = (db: Database.Database, choices: Choices): boolean => {
  const table = choices.of(rowTables(db));
  const keys = db.prepare<[], string>(`SELECT key FROM "${table}" ORDER BY key`).pluck().all();
  db.prepare(`DELETE FROM "${table}" WHERE key = ?`).run(choices.of(keys));
  return true;
};

const deleteKey = (db: Database.Database, id: string): boolean =>
  db.prepare('DELETE FROM subject_key WHERE key_id = ?').run(id).changes > 0;

/** The boxes of two events, each in the place of the other. */
const swapBoxes = (rows: readonly LogRow[], choices: Choices): readonly LogRow[] | undefined => {
  const sealed = rows.filter(isSealed);
  if (sealed.length < 2) return undefined;
  const one = choices.of(sealed);
  const other = choices.of(sealed.filter((row) => row !== one));
  const withBoxOf = (row: LogRow, source: LogRow): LogRow => {
    const box = (JSON.parse(source.data) as Record<string, unknown>)['$sealed'];
    return { ...row, data: canonicalJson({ ...(JSON.parse(row.data) as object), $sealed: box }) };
  };
  return rows.map((row) => (row === one ? withBoxOf(one, other) : row === other ? withBoxOf(other, one) : row));
};

/** A box with another commitment: it opens, to something that nobody committed to. */
const changeCommitment = (rows: readonly LogRow[], choices: Choices): readonly LogRow[] | undefined => {
  const sealed = rows.filter(isSealed);
  if (sealed.length === 0) return undefined;
  const row = choices.of(sealed);
  const data = JSON.parse(row.data) as { readonly $sealed: { readonly commitment: string } };
  const commitment = Buffer.from(data.$sealed.commitment, 'base64url').map((byte) => byte ^ 1);
  const $sealed = { ...data.$sealed, commitment: Buffer.from(commitment).toString('base64url') };
  return rows.map((one) => (one === row ? { ...row, data: canonicalJson({ ...data, $sealed }) } : one));
};

const onLog = (
  name: string,
  change: (rows: readonly LogRow[], choices: Choices) => readonly LogRow[] | undefined,
  found: readonly FindingCode[],
): Tampering => ({
  name,
  apply: ({ events }, choices) => {
    const rows = change(readLogRows(events), choices);
    if (rows) writeLogRows(events, rows, 'thorough');
    return rows !== undefined;
  },
  found,
});

const ADDED_TRIGGER = `CREATE TRIGGER quiet AFTER INSERT ON events BEGIN SELECT 1; END`;

/** Changes of databases, rows, keys and boxes. */
export const STORE_TAMPERINGS: readonly Tampering[] = [
  {
    name: 'a trigger dropped',
    apply: ({ events }, choices) =>
      changed(events, (db) => void db.exec(`DROP TRIGGER "${choices.of(names(db, 'trigger'))}"`)),
    found: ['schema-changed'],
  },
  {
    name: 'a trigger added',
    apply: ({ events }) => changed(events, (db) => void db.exec(ADDED_TRIGGER)),
    found: ['schema-changed'],
  },
  {
    name: 'an index dropped',
    apply: ({ rows }, choices) => changed(rows, (db) => void db.exec(`DROP INDEX "${choices.of(names(db, 'index'))}"`)),
    found: ['schema-changed'],
  },
  {
    name: 'a recorded leaf changed',
    apply: ({ events }, choices) => {
      withoutTriggers(events, (db) => {
        const positions = db.prepare<[], number>('SELECT position FROM leaves').pluck().all();
        db.prepare('UPDATE leaves SET hash = randomblob(32) WHERE position = ?').run(choices.of(positions));
      });
    },
    found: ['leaf-differs'],
  },
  {
    name: 'the frontier of another tree',
    apply: ({ events }) => {
      withoutTriggers(events, (db) => {
        const hashes = Buffer.from(db.prepare<[], Buffer>('SELECT hashes FROM frontier').pluck().get() ?? []);
        hashes[hashes.length - 1] = (hashes[hashes.length - 1] ?? 0) ^ 1;
        db.prepare('UPDATE frontier SET hashes = ?').run(hashes);
      });
    },
    found: ['tree-differs'],
  },
  {
    name: 'falsified rows',
    apply: ({ rows }, choices) => changed(rows, (db) => falsifyRows(db, choices)),
    found: ['row-differs', 'row-columns'],
  },
  {
    name: 'a row deleted',
    apply: ({ rows }, choices) => changed(rows, (db) => deleteRow(db, choices)),
    found: ['row-differs'],
  },
  {
    name: 'a reader ahead of the log',
    apply: ({ rows }) =>
      changed(rows, (db) => void db.exec("UPDATE checkpoints SET position = '999999', event_position = '999999'")),
    found: ['checkpoint-lost'],
  },
  {
    name: 'a key deleted',
    apply: ({ subjectKeys, events }, choices) => {
      const used = [...new Set(readLogRows(events).flatMap((row) => sealingKeyOf(row) ?? []))];
      return used.length > 0 && changed(subjectKeys, (db) => deleteKey(db, choices.of(used)));
    },
    found: ['key-missing'],
  },
  {
    name: 'a stored tile changed',
    apply: ({ ledger }) =>
      changed(ledger, (db) => void db.exec('UPDATE ledger_tile SET hashes = randomblob(length(hashes))')),
    found: ['tree-differs'],
  },
  {
    name: 'checkpoints of another epoch',
    apply: ({ ledger }) =>
      changed(ledger, (db) => void db.exec("UPDATE ledger_checkpoint SET note = replace(note, '/main/0', '/main/7')")),
    found: ['checkpoint-signature'],
  },
  {
    name: 'a checkpoint with another root',
    apply: ({ ledger }) => changed(ledger, (db) => void db.exec('UPDATE ledger_checkpoint SET root = randomblob(32)')),
    found: ['checkpoint-signature'],
  },
  {
    name: 'everything signed again with another key',
    apply: (folder) => signAgain(folder, true),
    found: [],
    foundWithCheckpoint: ['key-differs'],
  },
  onLog('boxes swapped', swapBoxes, ['seal-broken']),
  onLog('a box that opens to something else', changeCommitment, ['seal-broken']),
];
