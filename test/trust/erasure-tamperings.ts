import type Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../../apps/server/data-folder.js';
import { checkKeysAlone } from './checked-codes.js';
import { changed } from './databases.js';
import { keyPlaceIn, registerOwnKeyPlace } from './kept-folder.js';
import { readLogRows, renumbered, writeLogRows } from './log-rows.js';
import type { Choices } from './random.js';
import type { Tampering } from './tampering.js';

const KINDS = "('member', 'agent', 'consultant', 'account-manager')";

/** The rows of people in the key store that have a key. */
const keysIn = (db: Database.Database): readonly string[] =>
  db
    .prepare<[], string>(
      `SELECT key_id FROM subject_key WHERE wrapped IS NOT NULL AND kind IN ${KINDS} ORDER BY kind, subject_id`,
    )
    .pluck()
    .all();

const onKeys = (
  name: string,
  change: (db: Database.Database, choices: Choices) => void,
  found: Tampering['found'],
): Tampering => ({
  name,
  check: checkKeysAlone,
  apply: ({ subjectKeys }, choices) => changed(subjectKeys, (db) => change(db, choices)),
  found,
});

const forgeTombstone = (db: Database.Database, choices: Choices): void => {
  db.prepare(
    `UPDATE subject_key SET wrapped = NULL, master_key_id = NULL, erased_at = '2026-11-27T08:00:00.000Z',
      erasure = (SELECT coalesce(max(erasure), 0) + 1 FROM subject_key) WHERE key_id = ?`,
  ).run(choices.of(keysIn(db)));
};

/** Two people, each with the key of the other. */
const swapSubjects = (db: Database.Database, choices: Choices): void => {
  const keys = keysIn(db);
  const one = choices.of(keys);
  const other = choices.of(keys.filter((key) => key !== one));
  const subjectOf = db.prepare<[string], { kind: string; id: string }>(
    'SELECT kind, subject_id AS id FROM subject_key WHERE key_id = ?',
  );
  const move = db.prepare('UPDATE subject_key SET kind = ?, subject_id = ? WHERE key_id = ?');
  const [first, second] = [subjectOf.get(one), subjectOf.get(other)];
  move.run('moved', 'moved', one);
  move.run(first?.kind, first?.id, other);
  move.run(second?.kind, second?.id, one);
};

const changeWrapped = (db: Database.Database, choices: Choices, key = choices.of(keysIn(db))): void => {
  const wrapped =
    db.prepare<[string], string>('SELECT wrapped FROM subject_key WHERE key_id = ?').pluck().get(key) ?? '';
  const at = choices.between(0, wrapped.length - 2);
  const other = wrapped.slice(0, at) + (wrapped[at] === 'A' ? 'B' : 'A') + wrapped.slice(at + 1);
  db.prepare('UPDATE subject_key SET wrapped = ? WHERE key_id = ?').run(other, key);
};

const changeRequestSecret = (db: Database.Database, choices: Choices): void => {
  const secret = db.prepare<[], string>("SELECT key_id FROM subject_key WHERE kind = 'engine'").pluck().get() ?? '';
  changeWrapped(db, choices, secret);
};

/** Changes the lines of the list of erasures beside the backups of keys. */
const onList = (
  name: string,
  change: (lines: readonly string[], choices: Choices) => readonly string[],
  found: Tampering['found'],
): Tampering => ({
  name,
  check: checkKeysAlone,
  apply: ({ path }, choices) => {
    registerOwnKeyPlace(path);
    const file = join(keyPlaceIn(path), 'erasures.jsonl');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(
      file,
      change(lines, choices)
        .map((line) => `${line}\n`)
        .join(''),
    );
  },
  found,
});

/** Removes the events of erasures with everything on the log that needs no key. */
const forgetErasures = ({ events }: DataFolder): void => {
  const rows = readLogRows(events).filter(({ stream }) => !stream.startsWith('privacy-'));
  writeLogRows(events, renumbered(rows), 'thorough');
};

/** Changes of the keys of people, of who is erased, and of the lists of erasures. */
export const ERASURE_TAMPERINGS: readonly Tampering[] = [
  onKeys('a tombstone forged', forgeTombstone, ['tombstone-unrecorded']),
  onKeys(
    'the tombstone of an erased person removed',
    (db) => void db.exec(`DELETE FROM subject_key WHERE erased_at IS NOT NULL AND kind IN ${KINDS}`),
    ['tombstone-missing'],
  ),
  onKeys(
    'an erased person with a key again',
    (db) =>
      void db.exec(
        `UPDATE subject_key SET erased_at = NULL, erasure = NULL, wrapped = other.wrapped,
          master_key_id = other.master_key_id
          FROM (SELECT wrapped, master_key_id FROM subject_key WHERE wrapped IS NOT NULL LIMIT 1) AS other
          WHERE subject_key.erased_at IS NOT NULL`,
      ),
    ['tombstone-missing'],
  ),
  // Stores do not tell a changed key from one of another master key.
  { ...onKeys('the keys of two people swapped', swapSubjects, ['key-unusable']), as: 'open' },
  { ...onKeys('a stored key changed', (db, choices) => changeWrapped(db, choices), ['key-unusable']), as: 'open' },
  { ...onKeys('the secret of requests changed', changeRequestSecret, ['key-unusable']), as: 'open' },
  {
    name: 'the events of erasures removed',
    check: checkKeysAlone,
    apply: forgetErasures,
    found: ['tombstone-unrecorded'],
    // The list of erasures has the person: the log may have lost the request.
    as: 'open',
  },
  onList('an erasure taken from the list', () => [], ['erasure-unlisted']),
  onList(
    'an erasure added to the list',
    (lines, choices) => [
      ...lines,
      JSON.stringify({ kind: 'member', id: `acme.m${choices.between(0, 99)}`, erasedAt: '2026-11-27T08:00:00.000Z' }),
    ],
    ['erasure-undone'],
  ),
];
