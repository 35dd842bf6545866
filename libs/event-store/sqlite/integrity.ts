import type Database from 'better-sqlite3';

const SHOWN = 10;

const GAPS = `
  SELECT 'Position ' || position || ' follows ' || before || ': events are missing in between.' AS problem
  FROM (SELECT position, lag(position, 1, 0) OVER (ORDER BY position) AS before FROM events)
  WHERE position <> before + 1 LIMIT ${SHOWN}`;

const BROKEN_STREAMS = `
  SELECT 'Stream ' || stream || ' has revision ' || revision || ' after ' || before || '.' AS problem
  FROM (SELECT stream, revision, lag(revision, 1, -1) OVER (PARTITION BY stream ORDER BY revision) AS before FROM events)
  WHERE revision <> before + 1 LIMIT ${SHOWN}`;

const DISORDER = `
  SELECT 'Stream ' || stream || ' has revision ' || revision || ' at position ' || position || ', before its predecessor.' AS problem
  FROM (SELECT stream, revision, position, lag(position, 1, 0) OVER (PARTITION BY stream ORDER BY revision) AS before FROM events)
  WHERE position < before LIMIT ${SHOWN}`;

const damage = (db: Database.Database): string[] =>
  db
    .prepare<[], string>('PRAGMA quick_check')
    .pluck()
    .all()
    .filter((line) => line !== 'ok')
    .map((line) => `SQLite: ${line}`);

/**
 * What is wrong with the log, in sentences; empty if nothing is. Looks at the file's structure, at positions without
 * gaps and at each stream's revisions, and reads the whole log to do so: seconds per million events.
 */
export const problemsOf = (db: Database.Database): readonly string[] => [
  ...damage(db),
  ...[GAPS, BROKEN_STREAMS, DISORDER].flatMap((sql) => db.prepare<[], string>(sql).pluck().all()),
];
