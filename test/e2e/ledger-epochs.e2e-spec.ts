import { decode } from '@ledgerdesk/event-store';
import { parseCheckpoint, splitNote } from '@ledgerdesk/ledger';
import Database from 'better-sqlite3';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptLoss } from '../../apps/cli/accept-loss/accept-loss.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe('the tree of a log that was restored from an older copy', () => {
  let folder: string;
  let copies: string;
  let engine: TestEngine | undefined;
  /** The checkpoint before the copy was restored. */
  let note: string;
  let leavesOfCopy: number;

  const settings = () => settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const start = () => openEngine(settings(), { workerThreads: false });
  const remove = (...names: readonly string[]): void => {
    for (const name of names)
      for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `${name}${suffix}`), { force: true });
  };

  beforeEach(async () => {
    copies = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    engine = await TestEngine.open(NOW, {}, async (path) => void (folder = path));
    const { aiko } = await withAcme(engine);
    await aiko.post('/v1/tickets', TICKET);
    await engine.signed();
    leavesOfCopy = parseCheckpoint(splitNote(readFileSync(join(folder, 'checkpoint'))).text).size;
    await engine.restart(NOW, () => copyFileSync(join(folder, 'events.db'), join(copies, 'events.db')));
    await aiko.post('/v1/tickets', TICKET);
    await engine.signed();
    note = readFileSync(join(folder, 'checkpoint'), 'utf8');
  });
  afterEach(async () => {
    await engine?.close();
    rmSync(copies, { recursive: true });
  });

  it.each([
    ['and both are there', []],
    ['and only the database has the checkpoint', ['checkpoint']],
    ['and only the file has the checkpoint', ['ledger.db']],
  ])('refuses to start, %s; an accepted loss opens an epoch that says what both share', async (_, removed) => {
    let epoch: number | undefined;
    await engine?.restart(NOW, async () => {
      // Nothing else remembers what it has read.
      remove('events.db', 'read.db', 'outbox.db', ...removed);
      copyFileSync(join(copies, 'events.db'), join(folder, 'events.db'));
      const lost = expect.objectContaining({
        code: 'history-lost',
        message: expect.stringContaining('tree ledgerdesk/main/0: checkpoint') as string,
      }) as Error;
      await expect(start()).rejects.toThrow(lost);
      ({ epoch } = await acceptLoss(settings(), 'The disk was replaced.', NOW));
      expect(await acceptLoss(settings(), null, NOW)).toEqual({ losing: [], epoch: undefined });
    });
    expect(epoch).toBe(1);
    await engine?.signed();
    const log = engine?.engine.log;
    const accepted = (await log?.readStream('log-epochs'))?.map((event) => decode(event).data);
    const hasTree = !removed.includes('ledger.db');
    expect(accepted).toMatchObject([{ epoch: 1, checkpoint: note, sharedSize: hasTree ? leavesOfCopy : null }]);
    const { origin } = parseCheckpoint(splitNote(readFileSync(join(folder, 'checkpoint'))).text);
    expect(origin).toBe('ledgerdesk/main/1');
    await engine?.restart(NOW);
    await engine?.signed();
  });

  it('refuses to start if events were declared to be older than the tree, and warns of an older database', async () => {
    const warnings: string[] = [];
    await engine?.restart(NOW, async () => {
      const log = new Database(join(folder, 'events.db'));
      const { since } = log.prepare<[], { since: number }>('SELECT since FROM frontier').get() ?? {};
      log.exec('DROP TRIGGER frontier_grows; UPDATE frontier SET since = last_position');
      const raised = 'tree ledgerdesk/main/0: the record of its tree was changed: it says that events up to position';
      await expect(start()).rejects.toThrow(raised);
      log.prepare('UPDATE frontier SET since = ?').run(since);
      log.close();
      remove('ledger.db');
      await (
        await openEngine(settings(), { workerThreads: false, onWarning: (message) => void warnings.push(message) })
      ).close();
    });
    expect(warnings).toContainEqual(
      expect.stringMatching(/^The database of the tree of .* is older than .*checkpoint:/),
    );
    await engine?.signed();
  });

  it('says what is wrong with a damaged checkpoint file, at start and when a loss is to be accepted', async () => {
    const damaged = expect.objectContaining({
      code: 'checkpoint-file',
      message: expect.stringContaining(`The checkpoint in ${join(folder, 'checkpoint')} cannot be used`) as string,
    }) as Error;
    await engine?.restart(NOW, async () => {
      writeFileSync(join(folder, 'checkpoint'), note.slice(0, 50));
      await expect(start()).rejects.toThrow(damaged);
      await expect(acceptLoss(settings(), null, NOW)).rejects.toThrow(damaged);
      writeFileSync(join(folder, 'checkpoint'), note);
    });
  });
});
