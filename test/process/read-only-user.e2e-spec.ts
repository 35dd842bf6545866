import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { sample } from '../../libs/event-store/contract/samples.js';

/** The user `nobody`. Without root, the same is reached by the modes alone. */
const NOBODY = 65_534;
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Lets every user read a folder and its files, and nobody write them. */
const makeReadOnly = (folder: string): void => {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
};

describe('a user who may only read the data folder', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) {
      chmodSync(folder, 0o700);
      rmSync(folder, { recursive: true });
    }
  });

  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-read-only-'));
    folders.push(folder);
    return folder;
  };

  /** A data folder with one event and a read model, as a stopped engine leaves it, or one that was killed. */
  const dataFolder = async (end: 'stopped' | 'killed'): Promise<string> => {
    const folder = newFolder();
    const store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    const rows = await openReadStore(join(folder, 'read.db'));
    for (const projection of PROJECTIONS.slice(0, 1)) await rows.prepare(projection);
    await store.append('agent-kenji', 'no-stream', [sample({ type: 'Sampled', data: '{}' })]);
    const copy = newFolder();
    if (end === 'killed') for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    await rows.close();
    await store.close();
    if (end === 'stopped') for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    rmSync(join(copy, 'events.db-shm'), { force: true });
    rmSync(join(copy, 'read.db-shm'), { force: true });
    makeReadOnly(copy);
    return copy;
  };

  const ledgerdesk = (folder: string, ...command: readonly string[]) => {
    const scratch = newFolder();
    mkdirSync(join(scratch, 'tmp'));
    chmodSync(scratch, 0o755);
    chmodSync(join(scratch, 'tmp'), 0o777);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/cli/main.js', ...command], {
      ...identity,
      env: { ...process.env, DATA_DIR: folder, TMPDIR: join(scratch, 'tmp') },
      encoding: 'utf8',
    });
    return { status, stdout, stderr, left: readdirSync(join(scratch, 'tmp')) };
  };

  it.each(['stopped', 'killed'] as const)('can export, replay and check what a %s engine left', async (end) => {
    const folder = await dataFolder(end);
    const before = readdirSync(folder);
    const exported = ledgerdesk(folder, 'export', '--mask');
    expect(exported).toMatchObject({ status: 0, stderr: '', left: [] });
    expect(exported.stdout).toContain('"Sampled"');
    expect(ledgerdesk(folder, 'replay', '--projection', 'ticket-list', '--mask')).toMatchObject({
      status: 0,
      left: [],
    });
    const clear = ledgerdesk(folder, 'export');
    expect(clear).toMatchObject({ status: 1, stdout: '', left: [] });
    expect(clear.stderr).toContain('reads.db');
    const checked = ledgerdesk(folder, 'doctor');
    expect(checked).toMatchObject({ status: 0, left: [] });
    expect(checked.stdout).toContain('ok      log integrity');
    expect(checked.stdout).toContain('ok      file read.db: pages intact');
    expect(readdirSync(folder)).toEqual(before);
  });
});
