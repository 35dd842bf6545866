import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeSqliteFile, findDamage, markDamaged, openSqliteFile, setAsideIfDamaged } from './index.js';

const PAGE_SIZE = 4_096;

describe('a file whose content can be recreated', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-disposable-'));
    file = join(folder, 'rows.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (): void => {
    const db = openSqliteFile(file, { durability: 'normal' });
    db.exec('CREATE TABLE notes (id TEXT); INSERT INTO notes VALUES (1)');
    closeSqliteFile(db);
  };

  it('stays if it is intact or missing', () => {
    expect(setAsideIfDamaged(file)).toBeUndefined();
    write();
    const content = readFileSync(file);
    expect([setAsideIfDamaged(file), findDamage(file)]).toEqual([undefined, undefined]);
    expect(readFileSync(file)).toEqual(content);
  });

  it.each<[string, (content: Buffer) => Buffer, string]>([
    ['garbage', () => Buffer.from('garbage '.repeat(1_000)), 'file is not a database'],
    ['a damaged page', (content) => content.fill(0x5a, PAGE_SIZE), 'Tree 2 page 2'],
    ['its first bytes', (content) => content.subarray(0, 100), 'only 100 bytes of it are left'],
    ['its first half', (content) => content.subarray(0, content.length / 2), 'database disk image is malformed'],
  ])('is set aside with all that belongs to it if it is %s, and says why', (_, damage, reason) => {
    write();
    writeFileSync(file, damage(readFileSync(file)));
    writeFileSync(`${file}-wal`, 'left over');
    const done = setAsideIfDamaged(file);
    expect(done).toMatch(
      new RegExp(`^${file} is damaged \\(.*\\)\\. It was set aside as rows\\.db\\.damaged and is made`),
    );
    expect(done).toContain(reason);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder)).toContain('rows.db.damaged');
    write();
    expect(setAsideIfDamaged(file)).toBeUndefined();
  });

  it('is set aside at the next start after its damage was found in use, in place of an earlier one', () => {
    writeFileSync(`${file}.damaged`, 'an earlier one');
    write();
    markDamaged(file);
    markDamaged(file);
    expect(setAsideIfDamaged(file)).toContain('found while it was in use');
    expect(readdirSync(folder)).toEqual(['rows.db.damaged']);
    const aside = new Database(`${file}.damaged`, { readonly: true });
    expect(aside.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(1);
    aside.close();
  });
});
