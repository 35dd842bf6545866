import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from './connection.js';

describe('a connection to a damaged file of rows', () => {
  let folder: string;
  let file: string;
  let database: Database.Database;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-test-'));
    file = join(folder, 'read.db');
    writeFileSync(file, Buffer.alloc(8_192, 7));
    database = new Database(file);
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['a query', (connection: Connection) => connection.first('SELECT 1 FROM rows')],
    ['the beginning of a write', (connection: Connection) => connection.write(() => undefined)],
    [
      'a query in a snapshot',
      (connection: Connection) => connection.snapshot(() => connection.first('SELECT 1 FROM rows')),
    ],
  ])('marks it and tells of it once when it is found by %s', (_, use) => {
    const onDamage = jest.fn();
    expect(() => use(new Connection(database, onDamage))).toThrow('is damaged');
    expect(existsSync(`${file}.discard`)).toBe(true);
    expect(onDamage).toHaveBeenCalledTimes(1);
  });
});
