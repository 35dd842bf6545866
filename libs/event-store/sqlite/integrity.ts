import type Database from 'better-sqlite3';
import { hasControlTables } from './schema.js';

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

const OTHER_HEADS = `
  SELECT 'Stream ' || stream_heads.stream || ' ends at revision ' || ifnull(last.revision, -1)
    || ', but revision ' || stream_heads.revision || ' was recorded.' AS problem
  FROM stream_heads LEFT JOIN (
    SELECT stream, max(revision) AS revision FROM events NOT INDEXED GROUP BY stream
  ) AS last ON last.stream = stream_heads.stream
  WHERE last.revision IS NOT stream_heads.revision LIMIT ${MAX_REPORTED}`;

const OTHER_END = `
  SELECT 'The log ends at position ' || last.position || ', but position ' || writer.position || ' was recorded.'
  FROM writer, (SELECT ifnull(max(position), 0) AS position FROM events) AS last
  WHERE writer.position <> last.position`;

const structuralDamage = (db: Database.Database): string[] =>
  db
    .prepare<[], string>('PRAGMA integrity_check')
    .pluck()
    .all()
    .filter((line) => line !== 'ok')
    .map((line) => `SQLite: ${line}`);

/**
 * Checks the structure of the file, that positions have no gaps, that the revisions of each stream ascend with their
 * positions, and that both agree with what the writer recorded beside them. Returns one sentence per problem, at most
 * 10 of each kind. Reads the whole log, which takes seconds per million events.
 */
export const findProblems = (db: Database.Database): readonly string[] => [
  ...structuralDamage(db),
  ...[GAPS, MISSING_REVISIONS, OUT_OF_ORDER, ...(hasControlTables(db) ? [OTHER_HEADS, OTHER_END] : [])].flatMap((sql) =>
    db.prepare<[], string>(sql).pluck().all(),
  ),
];
