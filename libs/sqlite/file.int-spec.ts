import Database from 'better-sqlite3';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeSqliteFile, emptyWriteAheadLog, namingFile, openSqliteFile, type SqliteFileOptions } from './index.js';

const FULL = 2;
const NORMAL = 1;
const MIB = 1024 * 1024;

let folder: string;
let file: string;
const opened: Database.Database[] = [];
const open = (options: Partial<SqliteFileOptions> = {}): Database.Database => {
  const db = openSqliteFile(file, { durability: 'full', ...options });
  opened.push(db);
  return db;
};
const walBytes = (): number => statSync(`${file}-wal`).size;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-sqlite-'));
  file = join(folder, 'notes.db');
});
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an SQLite file', () => {
  it('is private from the first moment, with its write-ahead log and shared memory, regardless of the umask', () => {
    const umask = process.umask(0);
    try {
      open().exec('CREATE TABLE notes (id TEXT)');
    } finally {
      process.umask(umask);
    }
    expect(readdirSync(folder).sort()).toEqual(['notes.db', 'notes.db-shm', 'notes.db-wal']);
    for (const name of readdirSync(folder)) expect((statSync(join(folder, name)).mode & 0o777).toString(8)).toBe('600');
  });

  it.each([
    ['full', FULL, 1],
    ['normal', NORMAL, 0],
  ] as const)('is never written without syncs that keep it intact: %s', (durability, synchronous, fullfsync) => {
    const db = open({ durability });
    expect(db.pragma('synchronous', { simple: true })).toBe(synchronous);
    expect(db.pragma('fullfsync', { simple: true })).toBe(fullfsync);
  });

  it('gives back the disk space of a large write-ahead log', () => {
    const db = open({ durability: 'normal', pagesPerCheckpoint: 100_000 });
    db.exec('CREATE TABLE notes (body TEXT)');
    const insert = db.prepare("INSERT INTO notes VALUES (printf('%.*c', 1000000, 'x'))");
    for (let megabyte = 0; megabyte < 80; megabyte += 1) insert.run();
    expect(walBytes()).toBeGreaterThan(70 * MIB);
    db.pragma('wal_checkpoint(RESTART)');
    insert.run();
    expect(walBytes()).toBeLessThanOrEqual(64 * MIB);
  });

  it('leaves an empty write-ahead log when it is closed while others read it', () => {
    const db = open();
    db.exec('CREATE TABLE notes (id TEXT); INSERT INTO notes VALUES (1)');
    const reader = new Database(file, { readonly: true });
    opened.push(reader);
    expect(reader.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(1);
    expect(walBytes()).toBeGreaterThan(0);
    closeSqliteFile(db);
    closeSqliteFile(db);
    expect(walBytes()).toBe(0);
    expect(reader.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(1);
  });

  it('overwrites what is deleted, and has nothing of it in its write-ahead log once that is emptied', () => {
    const db = open({ secureDelete: true });
    db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)');
    const insert = db.prepare('INSERT INTO notes VALUES (?, ?)');
    for (let id = 1; id <= 200; id += 1) insert.run(id, id === 100 ? 'a secret text '.repeat(900) : `note ${id}`);
    db.prepare("UPDATE notes SET body = 'replaced' WHERE id = 99").run();
    db.prepare('DELETE FROM notes WHERE id = 100').run();
    expect(readFileSync(`${file}-wal`).includes('secret text')).toBe(true);
    emptyWriteAheadLog(file);
    expect(walBytes()).toBe(0);
    expect([readFileSync(file).includes('secret text'), readFileSync(file).includes('note 99')]).toEqual([
      false,
      false,
    ]);
    expect(() => emptyWriteAheadLog(`${file}.missing`)).not.toThrow();
  });

  it('says so if a reader keeps its write-ahead log from being emptied', () => {
    const db = open({ secureDelete: true });
    db.exec('CREATE TABLE notes (id TEXT); INSERT INTO notes VALUES (1)');
    const reader = new Database(file, { readonly: true });
    opened.push(reader);
    reader.exec('BEGIN; SELECT count(*) FROM notes');
    db.exec('INSERT INTO notes VALUES (2)');
    expect(() => emptyWriteAheadLog(file)).toThrow(expect.objectContaining({ code: 'write-ahead-log-busy' }) as Error);
    reader.exec('COMMIT');
    emptyWriteAheadLog(file);
    expect(walBytes()).toBe(0);
  });

  it('is closed within a second even if a reader holds the write-ahead log, and loses nothing', () => {
    const db = open();
    db.exec('CREATE TABLE notes (id TEXT); INSERT INTO notes VALUES (1)');
    const reader = new Database(file, { readonly: true });
    opened.push(reader);
    reader.exec('BEGIN; SELECT count(*) FROM notes');
    db.exec('INSERT INTO notes VALUES (2)');
    const startedAt = performance.now();
    closeSqliteFile(db);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    reader.exec('COMMIT');
    expect(open().prepare('SELECT count(*) FROM notes').pluck().get()).toBe(2);
  });

  it('is named when it is damaged, with what to do', () => {
    writeFileSync(file, 'garbage '.repeat(1_000));
    expect(() => open({ remedy: 'Restore it.' })).toThrow(
      expect.objectContaining({
        code: 'file-damaged',
        message: `${file} is damaged (file is not a database). Restore it.`,
      }) as Error,
    );
  });

  it('is not taken for an empty one, and overwritten, if only its first bytes are left', () => {
    writeFileSync(file, 'SQLite format 3\0');
    expect(() => open({ remedy: 'Restore it.' })).toThrow(
      `${file} is damaged (only 16 bytes of it are left). Restore it.`,
    );
    expect(statSync(file).size).toBe(16);
  });

  it('is named when it cannot be opened, with what to check', () => {
    mkdirSync(file);
    expect(() => open()).toThrow(
      expect.objectContaining({
        code: 'file-inaccessible',
        message: expect.stringContaining(`${file} cannot be opened (`) as string,
      }) as Error,
    );
    expect(() => open()).toThrow(`its folder ${folder}`);
  });
});

describe('an error of a failing or full disk', () => {
  it.each(['SQLITE_IOERR_WRITE', 'SQLITE_FULL', 'EIO', 'ENOSPC'])('names the file, and keeps its code: %s', (code) => {
    const named = namingFile('/data/read.db', Object.assign(new Error('disk I/O error'), { code }));
    expect(named).toMatchObject({
      code,
      message:
        '/data/read.db cannot be read or written (disk I/O error). Check the disk and its free space, and start again.',
    });
    expect(namingFile('/data/read.db', named)).toBe(named);
  });
});
