import Database from 'better-sqlite3';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteOutbox } from '@ledgerdesk/outbox/sqlite';
import { ReleaseFixture } from '../support/release-fixture.js';

const ROOT = join(__dirname, '..', '..');

/** Runs a script as an ES module in a separate process; compiled code is at `./dist`. */
const runScript = (script: string): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });

const exitOf = async (child: ChildProcess): Promise<unknown> => {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { code, signal, stderr };
};

describe('migrations in several processes', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    file = join(folder, 'outbox.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('succeed in all of four processes that open an empty file at once', async () => {
    const script = `
      import { openSqliteOutbox } from './dist/libs/outbox/sqlite/index.js';
      await (await openSqliteOutbox(${JSON.stringify(file)})).close();`;
    const exits = await Promise.all([0, 1, 2, 3].map(() => exitOf(runScript(script))));
    expect(exits).toEqual(exits.map(() => ({ code: 0, signal: null, stderr: '' })));
    const outbox = await openSqliteOutbox(file);
    expect(await outbox.messages({}, { limit: 1 })).toEqual([]);
    await outbox.close();
  });

  it('leave the data of 0.1.0 as it was when the process is killed between two steps', async () => {
    new ReleaseFixture('0.1.0').restoreFolder(folder, ['outbox']);
    const contents = (): unknown[] => {
      const database = new Database(file);
      const found = [
        database.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all(),
        database.prepare('SELECT * FROM outbox_messages').all(),
      ];
      database.close();
      return found;
    };
    const before = contents();
    const killed = runScript(`
      import Database from 'better-sqlite3';
      import { OUTBOX_MIGRATIONS } from './dist/libs/outbox/tables.js';
      import { migrateSqlite } from './dist/libs/migrations/index.js';
      const kill = { up: async () => process.kill(process.pid, 'SIGKILL') };
      const steps = { ...OUTBOX_MIGRATIONS.steps, '9999_kill': kill };
      await migrateSqlite(new Database(${JSON.stringify(file)}), { store: 'outbox', steps });`);
    expect(await exitOf(killed)).toMatchObject({ signal: 'SIGKILL' });
    expect(contents()).toEqual(before);
    const outbox = await openSqliteOutbox(file);
    expect(await outbox.messages({}, { limit: 10 })).toHaveLength(1);
    await outbox.close();
  });
});
