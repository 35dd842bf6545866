import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../../libs/event-store/contract/samples.js';

describe('the read audit of the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-read-audit-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const ledgerdesk = (...command: readonly string[]) => {
    const env = { ...process.env, DATA_DIR: folder };
    return spawnSync(process.execPath, ['dist/apps/cli/main.js', ...command], { env, encoding: 'utf8' });
  };

  it('has exports and replays in clear, and itself, and names a record that was changed', async () => {
    const store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    await store.append('agent-kenji', 'no-stream', [sample({ type: 'Sampled', data: '{}' })]);
    await store.close();
    for (const command of [['export', '--mask'], ['export'], ['replay', '--projection', 'agents']])
      expect(ledgerdesk(...command).status).toBe(0);
    const { stdout } = ledgerdesk('audit', 'reads', '--subject', 'member:acme.aiko');
    const reads = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const caller = { kind: 'operator', id: expect.stringMatching(/^os\./) as string };
    expect(reads).toMatchObject([
      { leaf: 2, route: 'ledgerdesk audit reads', method: 'CLI', caller, subjects: ['member:acme.aiko'] },
      { leaf: 1, route: 'ledgerdesk replay', subjects: ['*'], resources: ['read-model:agents'] },
      { leaf: 0, route: 'ledgerdesk export', subjects: ['*'], position: '1' },
    ]);
    const db = new Database(join(folder, 'reads.db'));
    db.exec(`UPDATE read_audit SET record = replace(record, 'ledgerdesk export', 'ledgerdesk doctor')`);
    db.close();
    const verified = ledgerdesk('audit', 'verify');
    expect(verified.status).toBe(1);
    expect(verified.stdout).toContain('TROUBLE record 0: It was changed after it was recorded.');
  });
});
