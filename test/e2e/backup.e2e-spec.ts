import { BackupPlace } from '@ledgerdesk/backup';
import { decode } from '@ledgerdesk/event-store';
import { SENDERS } from '@ledgerdesk/processes';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteOutbox } from '@ledgerdesk/outbox/sqlite';
import { replayAll } from '@ledgerdesk/runtime';
import { attachmentsOf } from '../../apps/cli/backup/attachments-of.js';
import { backup, type BackupResult } from '../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { moveCheckpoint } from '../../apps/cli/checkpoint/checkpoints.js';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { settingsFrom } from '../../apps/server/index.js';
import { backedUpEngine, BACKUP_TIME, eventsIn, filesBelow, RESTORE_TIME } from '../support/http/backed-up-engine.js';
import { TestEngine } from '../support/http/test-engine.js';
import { runs } from '../support/runs.js';

describe('backups', () => {
  const { at, engine, openTicket, problemsIn, restored, source, take } = backedUpEngine();

  it('are whole, private and apart from the keys, and restore to an engine with the same tickets', async () => {
    await engine().signed();
    const { manifest, warnings } = await take();
    expect(warnings).toEqual([]);
    for (const place of ['to', 'keys'])
      for (const name of readdirSync(at(place), { recursive: true, encoding: 'utf8' }))
        expect((statSync(at(place, name)).mode & 0o077).toString(8)).toBe('0');
    expect(filesBelow(at('to')).filter((name) => /\.(?:key|pem)$|keys\.db/.test(name))).toEqual([]);

    const { epoch, waiting, attachments } = await restored({ reason: 'A drill.' });
    expect({ epoch, attachments }).toEqual({ epoch: 1, attachments: 4 });
    const original = await eventsIn(source().DATA_DIR);
    const copied = await eventsIn(at('into'));
    expect(copied.slice(0, -1)).toEqual(original.slice(0, Number(manifest.log.position)));
    expect(JSON.parse(copied.at(-1)?.data ?? '')).toMatchObject({
      epoch: 1,
      reason: `Restored from the backup ${manifest.id}. A drill.`,
      checkpoint: manifest.checkpoint,
      sharedSize: Number(manifest.checkpoint?.split('\n')[1]),
    });

    const second = await TestEngine.open(RESTORE_TIME, {}, async (to) => cpSync(at('into'), to, { recursive: true }));
    const { store, rows, projectionProgress, workers, settings } = second.engine;
    expect(await projectionProgress.waitFor(await store.head(), 30_000)).toBe(true);
    const expected = await replayAll(PROJECTIONS, { log: engine().engine.store, decode });
    for (const name of ['ticket-list', 'ticket-attachments', 'teams'])
      expect(new Map((await rows.find(name)).map(({ key, row }) => [key, row]))).toEqual(expected.get(name));
    expect(workers.processStatus()?.find(({ name }) => name === 'webhooks')?.state).toBe('waiting');
    expect(waiting).toContain('webhooks');
    await moveCheckpoint(settings, 'webhooks', 'head');
    const troubles = (await diagnose(settings)).filter(({ state }) => state === 'trouble');
    expect(troubles.filter(({ detail }) => !detail.startsWith('waits for a decision'))).toEqual([]);
    await second.close();
  });

  /** Appends events and opens tickets until the backup has ended. */
  const underLoad = async (work: () => Promise<void>): Promise<void> => {
    let isDone = false;
    const load = (async () => {
      for (let n = 0; !isDone; n += 1) await openTicket(`Meanwhile ${n}`, n % 3 === 0 ? `Meanwhile ${n}` : undefined);
    })();
    try {
      await work();
    } finally {
      isDone = true;
      await load;
    }
  };

  /** Checks that a restored folder has one position: what has read the log is not beyond it, and files are there. */
  const expectConsistent = async (into: string, { manifest }: BackupResult): Promise<void> => {
    const events = await eventsIn(into);
    const { position, eventId } = manifest.log;
    expect(events.length).toBe(Number(position) + 1);
    expect(events.at(-2)?.id).toBe(eventId);
    const outbox = await openSqliteOutbox(join(into, 'outbox.db'));
    for (const [name, checkpoint] of await outbox.loadCheckpoints())
      if (!SENDERS.includes(name)) expect(Number(checkpoint.position)).toBeLessThanOrEqual(Number(position));
    await outbox.close();
    for (const sha256 of events.flatMap((event) => attachmentsOf(event)))
      expect(readFileSync(join(into, 'attachments', sha256.slice(0, 2), sha256)).length).toBeGreaterThan(0);
  };

  it('have one position under load, and each copies only what is new', async () => {
    const taken: BackupResult[] = [];
    await underLoad(async () => {
      for (let n = 0; n < runs({ short: 2, long: 100 }); n += 1) {
        let pages = Math.floor(Math.random() * 4);
        // A stop at a random place: the next backup finds what is left of this one.
        const stop = async (): Promise<void> => {
          if ((pages -= 1) < 0) throw new Error('Stopped.');
        };
        await take({ pause: stop, segmentBytes: 5_000 }).catch((error: unknown) =>
          expect(error).toMatchObject({ message: 'Stopped.' }),
        );
        taken.push(await take());
      }
    });
    const original = await eventsIn(source().DATA_DIR);
    for (const [n, result] of taken.entries()) {
      const into = at(`into-${n}`);
      await restored({ into, snapshot: result.id });
      await expectConsistent(into, result);
      expect((await eventsIn(into)).slice(0, -1)).toEqual(original.slice(0, Number(result.manifest.log.position)));
    }
    const [first, second] = taken;
    const segments = (result: BackupResult | undefined) => result?.manifest.log.segments ?? [];
    expect(segments(second).slice(0, segments(first).length)).toEqual(segments(first));
    await take();
    expect(await problemsIn()).toEqual([]);
    expect(await take()).toMatchObject({ addedEvents: 0, addedAttachments: 0 });
  });

  it('leave out files that no backup can name, which editors and systems make', async () => {
    const config = at('config');
    cpSync(source().CONFIG_DIR, config, { recursive: true });
    writeFileSync(join(config, '._policy.json'), '{}');
    const settings = { ...source(), CONFIG_DIR: config };
    const { manifest } = await backup(settings, { to: at('to'), now: BACKUP_TIME, pause: async () => undefined });
    expect(manifest.files.map(({ name }) => name)).toEqual(expect.arrayContaining(['config/policy.json']));
    expect(manifest.files.map(({ name }) => name)).not.toContain('config/._policy.json');
  });

  it('keep the last copy of a file that a message has and that was lost, and say so', async () => {
    const { manifest } = await take();
    const folderOf = (sha256: string) => join(engine().engine.folder.attachments, sha256.slice(0, 2), sha256);
    const stored = filesBelow(engine().engine.folder.attachments).map((name) => name.slice(3));
    const [gone = '', damaged = ''] = stored;
    const contents = [gone, damaged].map((sha256) => readFileSync(folderOf(sha256)));
    rmSync(folderOf(gone));
    writeFileSync(folderOf(damaged), 'short');
    try {
      for (let n = 0; n < 2; n += 1) {
        const again = await take({ keep: 1 });
        expect(again.manifest.attachments).toEqual({ ...manifest.attachments, missing: [] });
        for (const sha256 of [gone, damaged])
          expect(again.warnings).toContainEqual(
            expect.stringContaining(`The attachment ${sha256}, which a message has`),
          );
      }
      expect((await verifyBackups(source(), { place: at('to'), keys: at('keys') })).backups).toMatchObject([
        { problems: [] },
      ]);
      await restored();
      for (const [index, sha256] of [gone, damaged].entries())
        expect(readFileSync(at('into', 'attachments', sha256.slice(0, 2), sha256))).toEqual(contents[index]);
    } finally {
      for (const [index, sha256] of [gone, damaged].entries()) writeFileSync(folderOf(sha256), contents[index] ?? '');
    }
  });

  it('are deleted beyond a number, with the files that only they used', async () => {
    const gone = createHash('sha256').update('Gone').digest('hex');
    const stored = join(source().DATA_DIR, 'attachments', gone.slice(0, 2));
    mkdirSync(stored, { recursive: true });
    writeFileSync(join(stored, gone), 'Gone');
    await take();
    rmSync(join(stored, gone));
    const kept = [await take({ now: RESTORE_TIME }), await take({ now: RESTORE_TIME, keep: 2 })];
    expect(readdirSync(at('to', 'snapshots')).toSorted()).toEqual(kept.map(({ id }) => id));
    expect(readdirSync(at('keys', 'snapshots')).toSorted()).toEqual(kept.map(({ id }) => id));
    expect(filesBelow(at('to', 'attachments')).some((name) => name.endsWith(gone))).toBe(false);
    expect(await problemsIn()).toEqual([]);
  });

  it('have the attachments of a folder that was restored, before an engine has run on it', async () => {
    const { manifest } = await take();
    await restored();
    const request = { to: at('again'), now: RESTORE_TIME, pause: async () => undefined };
    const again = await backup(settingsFrom({ DATA_DIR: at('into') }), request);
    expect(again.manifest.attachments).toEqual(manifest.attachments);
    expect(manifest.attachments?.count).toBeGreaterThanOrEqual(4);
    const missing = again.warnings.filter((warning) => /attachment|file that a message has/i.test(warning));
    expect(missing).toEqual([]);
  });

  it('name attachments that are damaged or missing, and save the rest', async () => {
    await openTicket('Damaged', 'Soon damaged');
    await engine().settled();
    const [sha256 = ''] = (await eventsIn(source().DATA_DIR)).flatMap((event) => attachmentsOf(event)).slice(-1);
    const file = join(source().DATA_DIR, 'attachments', sha256.slice(0, 2), sha256);
    const content = readFileSync(file);
    writeFileSync(file, 'Now damaged!');
    expect((await take()).warnings).toEqual([expect.stringContaining(`${sha256} is damaged`)]);
    rmSync(file);
    const { manifest, warnings } = await take();
    expect([manifest.attachments?.missing, warnings]).toEqual([[sha256], []]);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
    expect((await take()).warnings).toEqual([]);
  });

  it('go only into a folder that is apart, empty, or has backups of the same log', async () => {
    mkdirSync(at('full'));
    writeFileSync(at('full', 'letter.txt'), 'Dear reader');
    writeFileSync(at('file'), '');
    symlinkSync(source().DATA_DIR, at('link'));
    symlinkSync(at('nowhere'), at('dangling'));
    execFileSync('mkfifo', [at('pipe')]);
    await take();
    for (const to of [
      at('full'),
      at('file'),
      at('pipe'),
      at('dangling'),
      at('pipe', 'below'),
      at('keys'),
      source().DATA_DIR,
      at('link'),
      join(source().DATA_DIR, 'backups'),
      join(source().DATA_DIR, '..'),
      at('keys', 'within'),
    ])
      await expect(take({ to })).rejects.toMatchObject({ code: 'invalid-target' });
    for (const keys of [at('to'), at('to', 'keys'), join(source().DATA_DIR, 'keys')])
      await expect(take({ keys })).rejects.toMatchObject({ code: 'invalid-target' });
    for (const into of [
      at('full'),
      at('file'),
      at('pipe'),
      at('pipe', 'below'),
      at('dangling'),
      at('to', 'into'),
      at('keys'),
    ])
      await expect(restored({ into })).rejects.toMatchObject({ code: 'invalid-target' });
    expect(readdirSync(at('full'))).toEqual(['letter.txt']);
    const held = BackupPlace.openForWriting(at('to'), 'data', engine().engine.store.logId);
    await expect(take()).rejects.toMatchObject({ code: 'backup-running' });
    held.close();
    await expect(restored({ from: at('full') })).rejects.toMatchObject({ code: 'invalid-backup' });
    await expect(restored({ snapshot: '000009-20261127T073000Z' })).rejects.toMatchObject({ code: 'invalid-backup' });
  });
});
