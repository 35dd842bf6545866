import type Database from 'better-sqlite3';

const MAX_REPORTED = 10;

const GAPS = `
  SELECT 'Position ' || position || ' follows ' || before || ': events are missing in between.' AS problem
  FROM (SELECT position, lag(position, 1, 0) OVER (ORDER BY position) AS before FROM events)
  WHERE position <> before + 1 LIMIT ${MAX_REPORTED}`;

const MISSING_REVISIONS = `
  SELECT 'Stream ' || stream || ' has revision ' || revision || ' after ' || before || '.' AS problem
  FROM (
    SELECT stream, revision, lag(revision, 1, -1) OVER (PARTITION BY stream ORDER BY revision) AS before
    FROM events
  )
  WHERE revision <> before + 1 LIMIT ${MAX_REPORTED}`;

const OUT_OF_ORDER = `
  SELECT 'Stream ' || stream || ' has revision ' || revision || ' at position ' || position
    || ', before its predecessor.' AS problem
  FROM (
    SELECT stream, revision, position, lag(position, 1, 0) OVER (PARTITION BY stream ORDER BY revision) AS before
    FROM events
  )
  WHERE position < before LIMIT ${MAX_REPORTED}`;

const structuralDamage = (db: Database.Database): string[] =>
  db
    .prepare<[], string>('PRAGMA quick_check')
    .pluck()
    .all()
    .filter((line) => line !== 'ok')
    .map((line) => `SQLite: ${line}`);

/**
 * Checks the structure of the file, that positions have no gaps, and that the revisions of each stream ascend with
 * their positions. Returns one sentence per problem, at most 10 of each kind. Reads the whole log, which takes
 * seconds per million events.
 */
export const findProblems = (db: Database.Database): readonly string[] => [
  ...structuralDamage(db),
  ...[GAPS, MISSING_REVISIONS, OUT_OF_ORDER].flatMap((sql) => db.prepare<[], string>(sql).pluck().all()),
];
