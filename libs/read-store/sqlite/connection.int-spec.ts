import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from './connection.js';
import { connectReader } from './open.js';

const damage = (file: string): void => writeFileSync(file, Buffer.alloc(8_192, 7));

describe('a damaged file of rows', () => {
  let folder: string;
  let file: string;
  let database: Database.Database;
  let onDamage: jest.Mock;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-test-'));
    file = join(folder, 'read.db');
    database = new Database(file);
    onDamage = jest.fn();
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a query', (connection: Connection) => connection.first('SELECT 1 FROM rows')],
    ['the beginning of a write', (connection: Connection) => connection.write(() => undefined)],
    [
      'a query in a snapshot',
      (connection: Connection) => connection.snapshot(() => connection.first('SELECT 1 FROM rows')),
    ],
    ['the beginning of a snapshot of its own', (connection: Connection) => connection.openSnapshot()],
    ['a reader that is connected', () => connectReader(file, onDamage)],
  ])('is marked and reported once when it is found by %s', (_, use) => {
    damage(file);
    expect(() => use(new Connection(database, onDamage))).toThrow('is damaged');
    expect(existsSync(`${file}.discard`)).toBe(true);
    expect(onDamage).toHaveBeenCalledTimes(1);
  });

  it('is reported even if it cannot be marked', () => {
    damage(file);
    const connection = new Connection(database, onDamage);
    rmSync(folder, { recursive: true });
    expect(() => connection.first('SELECT 1 FROM rows')).toThrow('is damaged');
    expect(onDamage).toHaveBeenCalledTimes(1);
  });

  it('keeps no connection to a snapshot that cannot begin', () => {
    database.exec('CREATE TABLE other (one)');
    const close = jest.spyOn(Database.prototype, 'close');
    expect(() => new Connection(database, onDamage).openSnapshot()).toThrow('no such table: serving');
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
  });
});
