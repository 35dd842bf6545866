import type Database from 'better-sqlite3';
import { openForWriting } from './connection.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { findProblems } from './integrity.js';
import { LogWriter } from './log-writer.js';
import { ensureSchema, readLogId } from './schema.js';
import { claimWriter } from './writer-record.js';

describe('the schema of a log', () => {
  const file = logFiles();
  let db: Database.Database;
  beforeEach(() => {
    db = openForWriting(file());
    ensureSchema(db);
    db.exec(`INSERT INTO events VALUES (1, 's', 0, 'id', 'T', 1, '', '', '{}', '{}')`);
  });
  afterEach(() => db.close());

  it.each([
    `UPDATE events SET data = '[]'`,
    'UPDATE events SET position = 2',
    'DELETE FROM events',
    `UPDATE log SET log_id = 'another'`,
    'DELETE FROM log',
  ])('refuses %p', (statement) => {
    expect(() => db.exec(statement)).toThrow('The log is append-only');
    expect(db.prepare('SELECT data, position FROM events').all()).toEqual([{ data: '{}', position: 1 }]);
  });

  it('refuses a second event at the same revision of a stream', () => {
    expect(() => db.exec(`INSERT INTO events VALUES (2, 's', 0, 'id2', 'T', 1, '', '', '{}', '{}')`)).toThrow('UNIQUE');
  });

  it('is created once: the log keeps its id', () => {
    const id = readLogId(db);
    ensureSchema(db);
    expect(readLogId(db)).toBe(id);
  });

  it('is migrated from version 1, with a second record of what its events say', () => {
    db.exec(`DROP TABLE stream_heads; DROP TABLE writer; DROP TABLE leaves; DROP TABLE frontier;
      DROP TRIGGER log_no_update;
      UPDATE log SET schema_version = 1;
      INSERT INTO events VALUES (2, 's', 1, 'id2', 'T', 1, '', '', '{}', '{}');
      INSERT INTO events VALUES (3, 't', 0, 'id3', 'T', 1, '', '', '{}', '{}')`);
    const id = readLogId(db);
    expect(findProblems(db)).toEqual([]);
    ensureSchema(db);
    expect(readLogId(db)).toBe(id);
    expect(findProblems(db)).toEqual([]);
    const writer = new LogWriter(db, claimWriter(db));
    expect(writer.commit([['s', 1, [['id4', 'T', 1, '', '', '{}', '{}']]]])).toEqual([
      { kind: 'appended', revision: 2, position: 4 },
    ]);
    expect(() => db.exec(`UPDATE log SET log_id = 'another'`)).toThrow('The log is append-only');
  });

  it('is refused if its version is not supported', () => {
    db.exec('DROP TRIGGER log_no_update; UPDATE log SET schema_version = 99');
    expect(() => readLogId(db)).toThrow(
      expect.objectContaining({
        code: 'store-unreadable',
        message: expect.stringContaining('schema version is 99') as string,
      }) as Error,
    );
  });

  it('is refused if the file is another database', () => {
    const other = openForWriting(`${file()}.other`);
    expect(() => readLogId(other)).toThrow(expect.objectContaining({ code: 'store-unreadable' }) as Error);
    other.close();
  });
});
