import { openSqliteFile } from '@ledgerdesk/sqlite';
import { Kysely } from 'kysely';
import { SqliteFileDialect } from './sqlite-dialect.js';

describe('queries that follow one another on SQLite', () => {
  it('let timers fire in between', async () => {
    const db = new Kysely<{ notes: { id: number } }>({
      dialect: new SqliteFileDialect(openSqliteFile(':memory:', { durability: 'normal' })),
    });
    await db.schema.createTable('notes').addColumn('id', 'integer').execute();
    let fired = 0;
    const timer = setInterval(() => (fired += 1), 1);
    for (let n = 0; fired < 3 && n < 50_000; n += 1) await db.selectFrom('notes').selectAll().execute();
    clearInterval(timer);
    expect(fired).toBe(3);
    await db.destroy();
  });
});
