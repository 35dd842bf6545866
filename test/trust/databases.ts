import Database from 'better-sqlite3';

/** Opens a database, which need not be safe from power failures, and changes it as it is. */
export const changed = <Result>(file: string, change: (db: Database.Database) => Result): Result => {
  const db = new Database(file);
  try {
    db.pragma('synchronous = OFF');
    return change(db);
  } finally {
    db.close();
  }
};

/** Opens a file, and calls `change` while its triggers are dropped. They are back afterwards, as they were. */
export const withoutTriggers = (file: string, change: (db: Database.Database) => void): void =>
  changed(file, (db) => {
    const triggers = db
      .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      .all();
    db.transaction(() => {
      for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
      change(db);
      for (const { sql } of triggers) db.exec(sql);
    })();
  });

/** Another value of the same kind: bytes of the same length, of which one differs. */
export const otherBytes = (bytes: Uint8Array, at: number): Buffer => {
  const other = Buffer.from(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
