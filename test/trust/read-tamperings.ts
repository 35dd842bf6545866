import { canonicalJson } from '@ledgerdesk/event-store';
import { isRecord } from '@ledgerdesk/kernel';
import { formatCheckpoint, signerFromSeed, signNote } from '@ledgerdesk/ledger';
import { openSqliteReadAudit, openSqliteReadAuditReader } from '@ledgerdesk/read-audit/sqlite';
import { readSigner } from '@ledgerdesk/read-audit';
import type Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { DataFolder } from '../../apps/server/data-folder.js';
import { checkReadsAlone } from './checked-codes.js';
import { changed } from './databases.js';
import { type LogRow, readLogRows, renumbered, writeLogRows } from './log-rows.js';
import type { Choices } from './random.js';
import type { Tampering } from './tampering.js';

const KEY_BYTES = 32;
const AT = '2026-12-02T00:00:00.000Z';

/** Changes what is stored of one record of a read that was not dropped. */
const onRead = (
  name: string,
  change: (db: Database.Database, leaf: number) => void,
  found: Tampering['found'],
): Tampering => ({
  name,
  check: checkReadsAlone,
  apply: ({ reads }, choices) =>
    changed(reads, (db) =>
      change(db, choices.of(db.prepare<[], number>('SELECT leaf FROM read_audit ORDER BY leaf').pluck().all())),
    ),
  found,
});

const withoutText = (db: Database.Database, leaf: number): void => {
  for (const table of ['read_audit', 'read_audit_shown']) db.prepare(`DELETE FROM ${table} WHERE leaf = ?`).run(leaf);
};

const isRetention = (row: LogRow): boolean => row.type === 'RetentionApplied';

type Retention = Readonly<Record<string, unknown>>;

/** Changes the records of what the retention dropped, with everything on the log that needs no key. */
const onRetention = (
  name: string,
  change: (data: Retention) => Retention | undefined,
  found: Tampering['found'],
): Tampering => ({
  name,
  check: checkReadsAlone,
  apply: ({ events }) => {
    const rows = readLogRows(events).flatMap((row) => {
      if (!isRetention(row)) return [row];
      const data = change(JSON.parse(row.data) as Retention);
      return data ? [{ ...row, data: canonicalJson(data) }] : [];
    });
    writeLogRows(events, renumbered(rows), 'thorough');
  },
  found,
});

const inTree = (data: Retention, change: (tree: Retention) => Retention): Retention =>
  isRecord(data['readTree']) ? { ...data, readTree: change(data['readTree']) } : data;

/** The name and tenant of the log, as its read audit has them. */
const LOG = { name: 'ledgerdesk', tenant: 'main' };

/** Replaces the checkpoints of the read audit by one of another key, or under another name. */
const withCheckpoint = async ({ reads }: DataFolder, choices: Choices, other: 'key' | 'name'): Promise<void> => {
  const audit = openSqliteReadAuditReader(reads);
  const { id, size, root } = (await audit?.tree()) ?? { id: '', size: 0, root: Buffer.alloc(KEY_BYTES) };
  await audit?.close();
  const seed = randomBytes(KEY_BYTES);
  const signer =
    other === 'key' ? readSigner(LOG, id, seed) : signerFromSeed(`other/reads/${choices.between(0, 9)}`, seed);
  const note = signNote(formatCheckpoint({ origin: signer.name, size, root, extensions: [] }), signer);
  changed(reads, (db) => {
    db.exec('DELETE FROM read_audit_checkpoint');
    db.prepare('INSERT INTO read_audit_checkpoint (size, at, note) VALUES (?, ?, ?)').run(size, AT, note);
  });
};

/** Everything that was read, recorded again without one read: hashes, tree and all that needs no key agree. */
const recordAgain = async ({ reads }: DataFolder, choices: Choices): Promise<void> => {
  const { rows, id } = changed(reads, (db) => ({
    rows: db.prepare<[], string>('SELECT record FROM read_audit ORDER BY leaf').pluck().all(),
    id: db.prepare<[], string>('SELECT id FROM read_audit_tree').pluck().get(),
  }));
  const left = rows.filter((row) => row !== choices.of(rows));
  for (const table of ['read_audit', 'read_audit_shown', 'read_audit_leaf', 'read_audit_checkpoint'])
    changed(reads, (db) => void db.exec(`DELETE FROM ${table}`));
  changed(reads, (db) => void db.exec('UPDATE read_audit_tree SET size = 0, frontier = zeroblob(8)'));
  const audit = await openSqliteReadAudit(reads, { thread: false });
  for (const row of left) await audit.record(JSON.parse(row) as Parameters<typeof audit.record>[0]);
  await audit.close();
  changed(reads, (db) => db.prepare('UPDATE read_audit_tree SET id = ?').run(id));
};

/** Changes of the read audit that leave its tree as it is, or make it agree. */
export const READ_TAMPERINGS: readonly Tampering[] = [
  onRead('the text of a record of a read deleted', withoutText, ['read-deleted']),
  onRead(
    'a read that queries do not find by its subjects',
    (db, leaf) => {
      db.prepare('DELETE FROM read_audit_shown WHERE leaf = ?').run(leaf);
      db.prepare("INSERT INTO read_audit_shown (item, leaf) VALUES ('ticket:another', ?)").run(leaf);
    },
    ['read-index'],
  ),
  onRead(
    'a read that queries find by another caller',
    (db, leaf) => db.prepare("UPDATE read_audit SET caller = 'agent:somebody-else' WHERE leaf = ?").run(leaf),
    ['read-index'],
  ),
  onRead(
    'a read that queries find at another time',
    (db, leaf) => db.prepare("UPDATE read_audit SET at = '2020-06-01T00:00:00.000Z' WHERE leaf = ?").run(leaf),
    ['read-index'],
  ),
  onRetention('a record of the retention removed', () => undefined, ['read-deleted']),
  onRetention('a record of the retention with fewer reads', (data) => ({ ...data, count: 1 }), ['read-deleted']),
  onRetention(
    'a record of the retention with later reads',
    (data) => inTree(data, (tree) => ({ ...tree, firstLeaf: Number(tree['lastLeaf']) })),
    ['read-deleted'],
  ),
  onRetention(
    'a record of the retention with another tree of reads',
    (data) => inTree(data, (tree) => ({ ...tree, root: Buffer.alloc(KEY_BYTES).toString('base64') })),
    ['read-audit'],
  ),
  {
    name: 'a checkpoint of reads signed with another key',
    check: checkReadsAlone,
    apply: (folder, choices) => withCheckpoint(folder, choices, 'key'),
    found: ['read-checkpoint'],
  },
  {
    name: 'a checkpoint of another tree of reads',
    check: checkReadsAlone,
    apply: (folder, choices) => withCheckpoint(folder, choices, 'name'),
    found: ['read-checkpoint'],
  },
  {
    name: 'the read audit removed',
    check: checkReadsAlone,
    apply: ({ reads }) => {
      for (const part of ['', '-wal', '-shm']) rmSync(reads + part, { force: true });
    },
    found: ['read-audit-missing'],
    // A copy of the log has none before an engine starts on it.
    as: 'open',
  },
  {
    name: 'the reads recorded again without one of them',
    check: checkReadsAlone,
    apply: recordAgain,
    found: ['read-audit'],
  },
];
