import Database from 'better-sqlite3';
import { openForReading, openForWriting } from './connection.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';

describe('a connection', () => {
  const file = logFiles();

  it('for writing uses a write-ahead log and a full sync at each commit, in any earlier mode of the file', () => {
    const other = new Database(file());
    other.pragma('journal_mode = DELETE');
    other.exec('CREATE TABLE t (x)');
    other.close();
    const db = openForWriting(file());
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
  });

  it('for writing is refused where commits cannot be durable, with advice', () => {
    expect(() => openForWriting(':memory:')).toThrow(
      expect.objectContaining({
        code: 'store-failed',
        message: expect.stringContaining('Use a local disk') as string,
      }) as Error,
    );
  });

  it('for reading cannot change the file', () => {
    openForWriting(file()).close();
    const db = openForReading(file());
    expect(() => db.exec('CREATE TABLE t (x)')).toThrow(expect.objectContaining({ code: 'SQLITE_READONLY' }) as Error);
    db.close();
  });

  it('for reading is refused if the file does not exist', () => {
    expect(() => openForReading(file())).toThrow(expect.objectContaining({ code: 'store-unreadable' }) as Error);
  });
});
