import Database from 'better-sqlite3';
import { openForReading, openForWriting } from './connection.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';

describe('connections', () => {
  const file = logFiles();

  it('write with a write-ahead log and a full sync at every commit, also where the file was used otherwise before', () => {
    const careless = new Database(file());
    careless.pragma('journal_mode = DELETE');
    careless.exec('CREATE TABLE t (x)');
    careless.close();
    const db = openForWriting(file());
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
  });

  it('refuse to write where commits cannot be made durable, and say what to do', () => {
    expect(() => openForWriting(':memory:')).toThrow(
      expect.objectContaining({
        code: 'store-failed',
        message: expect.stringContaining('Use a local disk') as string,
      }) as Error,
    );
  });

  it('change nothing when opened for reading', () => {
    openForWriting(file()).close();
    const db = openForReading(file());
    expect(() => db.exec('CREATE TABLE t (x)')).toThrow(expect.objectContaining({ code: 'SQLITE_READONLY' }) as Error);
    db.close();
  });

  it('read no log that is not there', () => {
    expect(() => openForReading(file())).toThrow(expect.objectContaining({ code: 'store-unreadable' }) as Error);
  });
});
