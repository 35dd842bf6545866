import { BackupPlace, rewriteKeyBackups } from '@ledgerdesk/backup';
import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { SENDERS } from '@ledgerdesk/processes';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backup, type BackupRequest, type BackupResult } from '../../apps/cli/backup/backup.js';
import { sample } from '../../libs/event-store/contract/samples.js';
import { attachmentsOf } from '../../apps/cli/backup/attachments-of.js';
import { manifestKeysOf } from '../../apps/server/key-backups/manifest-keys.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { moveCheckpoint } from '../../apps/cli/checkpoint/checkpoints.js';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { restore, type RestoreRequest } from '../../apps/cli/restore/restore.js';
import { openSqliteOutbox } from '@ledgerdesk/outbox/sqlite';
import { realTimers, replayAll } from '@ledgerdesk/runtime';
import { MasterKeys } from '@ledgerdesk/sealing';
import { openSqliteKeyStore, tombstonesInFile } from '@ledgerdesk/sealing/sqlite';
import Database from 'better-sqlite3';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { createDataFolder } from '../../apps/server/data-folder.js';
import { eraseFromKeyBackups, registerKeyBackup } from '../../apps/server/key-backups/key-backups.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';
import { runs } from '../support/runs.js';

const NOW = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T09:00:00.000Z';

const eventsIn = async (folder: string): Promise<readonly StoredEvent[]> => {
  const log = openSqliteLog({ file: join(folder, 'events.db') });
  try {
    return (await log.readAll({ limit: 100_000, maxBytes: Infinity })).events;
  } finally {
    await log.close();
  }
};

/** Every file below a folder, relative to it. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    // The engine may delete a journal in between.
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true,
  );

describe('backups', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let folder: string;
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const source = () => engine.engine.settings;
  const take = (overrides: Partial<BackupRequest> = {}): Promise<BackupResult> =>
    backup(source(), {
      to: at('to'),
      keys: at('keys'),
      now: NOW,
      pause: async () => undefined,
      segmentBytes: 20_000,
      ...overrides,
    });
  const restored = (overrides: Partial<RestoreRequest> = {}) =>
    restore(settingsFrom({ DATA_DIR: at('unused') }), {
      from: at('to'),
      into: at('into'),
      keys: at('keys'),
      erasures: at('keys', 'erasures.jsonl'),
      reason: null,
      now: LATER,
      ...overrides,
    });
  const openTicket = async (subject: string, content?: string): Promise<void> => {
    const uploads = content === undefined ? [] : [(await aiko.upload(content, 'a.txt')).body['uploadId']];
    expect((await aiko.post('/v1/tickets', { ...TICKET, subject, uploads })).status).toBe(201);
  };

  beforeAll(async () => {
    engine = await TestEngine.open(NOW);
    ({ aiko } = await withAcme(engine));
    for (let n = 0; n < 4; n += 1) await openTicket(`Ticket ${n}`, `File ${n}`);
    await engine.settled();
  });
  afterAll(() => engine.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-backup-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    // The engine, which the tests share, would warn of folders that are gone.
    rmSync(join(source().DATA_DIR, 'key-backups.json'), { force: true });
  });

  it('leave out files that no backup can name, which editors and systems make', async () => {
    const config = at('config');
    cpSync(source().CONFIG_DIR, config, { recursive: true });
    writeFileSync(join(config, '._policy.json'), '{}');
    const settings = { ...source(), CONFIG_DIR: config };
    const { manifest } = await backup(settings, { to: at('to'), now: NOW, pause: async () => undefined });
    expect(manifest.files.map(({ name }) => name)).toEqual(expect.arrayContaining(['config/policy.json']));
    expect(manifest.files.map(({ name }) => name)).not.toContain('config/._policy.json');
  });

  it('keep the last copy of a file that a message has and that was lost, and say so', async () => {
    const { manifest } = await take();
    const folderOf = (sha256: string) => join(engine.engine.folder.attachments, sha256.slice(0, 2), sha256);
    const stored = filesBelow(engine.engine.folder.attachments).map((name) => name.slice(3));
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

  it('of a log that lost its last events say so, and delete no earlier one', async () => {
    await engine.signed();
    await take();
    const copy = at('cut');
    cpSync(engine.engine.folder.path, copy, { recursive: true });
    const db = new Database(join(copy, 'events.db'));
    for (const trigger of ['events_no_delete', 'leaves_no_delete']) db.exec(`DROP TRIGGER ${trigger}`);
    const cut = db.prepare<[], number>('SELECT max(position) - 3 FROM events').pluck().get();
    for (const table of ['events', 'leaves']) db.prepare(`DELETE FROM ${table} WHERE position > ?`).run(cut);
    db.close();
    const settings = { ...source(), DATA_DIR: copy };
    const request = { now: LATER, keep: 1, pause: async () => undefined };
    const known = await backup(settings, { ...request, to: at('to') });
    expect([known.isLogDoubtful, known.deleted]).toEqual([true, []]);
    const again = await backup(settings, { ...request, to: at('to') });
    expect([again.isLogDoubtful, again.deleted]).toEqual([true, []]);
    expect(known.warnings).toContainEqual(expect.stringContaining('has events that the log does not contain'));
    const first = await backup(settings, { ...request, to: at('elsewhere') });
    expect(first.warnings).toContainEqual(expect.stringContaining('Events are missing at the end of the log'));
    expect(first.isLogDoubtful).toBe(true);
  });

  it('on another disk go on counting where the folder of keys ends, so that the newest keys are kept', async () => {
    await take();
    await take();
    const { id, deleted } = await take({ to: at('other'), keep: 1 });
    expect([id.slice(0, 6), deleted]).toEqual(['000003', []]);
    expect(BackupPlace.openForReading(at('keys'), 'keys').snapshots()).toEqual([id]);
  });

  it('rewrite every backup of keys that can be read, and save keys beside one that cannot', async () => {
    const { id } = await take();
    const keys = BackupPlace.openForReading(at('keys'), 'keys');
    writeFileSync(keys.inSnapshot(id, 'manifest'), 'damaged');
    const { warnings, hasKeys } = await take();
    expect([warnings.length, warnings[0], hasKeys]).toEqual([
      1,
      expect.stringMatching(/^Erased people may still be in an older backup of keys: .*manifest/),
      true,
    ]);
    expect(keys.snapshots()).toHaveLength(2);
  });

  it('are damaged if the log has fewer events than its checkpoint covers', async () => {
    await engine.signed();
    const short = at('short');
    cpSync(engine.engine.folder.path, short, { recursive: true });
    const db = new Database(join(short, 'events.db'));
    const { head } = db.prepare<[], { head: number }>('SELECT max(position) AS head FROM events').get() ?? { head: 0 };
    db.exec(`DROP TRIGGER events_no_delete; DELETE FROM events WHERE position > ${head - 3};`);
    db.close();
    const settings = settingsFrom({ DATA_DIR: short });
    await backup(settings, { to: at('to'), keys: at('keys'), now: NOW, pause: async () => undefined });
    const { backups } = await verifyBackups(settings, { place: at('to') });
    expect(backups[0]?.problems).toEqual([expect.stringMatching(/its checkpoint is of \d+ leaves, and it has \d+/)]);
    // A restore says what is missing. The loss may be recorded.
    const lack = expect.stringMatching(/missing at the end: it has \d+ leaves, .* is of \d+: 3 were lost/) as string;
    await expect(restored()).rejects.toMatchObject({ code: 'backup-damaged', message: lack });
    expect(readdirSync(at('into'))).toEqual([]);
    expect(await restored({ acceptLoss: true })).toMatchObject({ epoch: 1, lack });
    const [opened] = (await eventsIn(at('into'))).slice(-1).map(decode);
    expect(opened).toMatchObject({ type: 'LogLossAccepted', data: { sharedSize: null } });
    expect(JSON.stringify(opened?.data)).toContain('"reader":"tree of epoch 0"');
    await (await openEngine(settingsFrom({ DATA_DIR: at('into') }), { workerThreads: false })).close();
  });

  it('are whole, private and apart from the keys, and restore to an engine with the same tickets', async () => {
    await engine.signed();
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

    const second = await TestEngine.open(LATER, {}, async (to) => cpSync(at('into'), to, { recursive: true }));
    const { store, rows, projectionProgress, workers, settings } = second.engine;
    expect(await projectionProgress.waitFor(await store.head(), 30_000)).toBe(true);
    const expected = await replayAll(PROJECTIONS, { log: engine.engine.store, decode });
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

  const problemsIn = async (snapshot?: string): Promise<readonly string[]> => {
    const { backups, keyProblems } = await verifyBackups(source(), { place: at('to'), keys: at('keys'), snapshot });
    return [...backups.flatMap(({ problems }) => problems), ...keyProblems];
  };

  describe('that were changed', () => {
    let saved: string;
    const ids = (place: string): readonly string[] => readdirSync(join(place, 'snapshots')).toSorted();
    const first = (): string => ids(at('to'))[0] ?? '';
    const last = (): string => ids(at('to')).at(-1) ?? '';
    const inLast = (name: string): string => at('to', 'snapshots', last(), name);
    const segment = (): string => at('to', 'log', readdirSync(at('to', 'log')).toSorted()[0] ?? '');
    const attachment = (): string => at('to', 'attachments', filesBelow(at('to', 'attachments')).toSorted()[0] ?? '');
    const flip = (file: string, offset = 0.5): void => {
      const bytes = readFileSync(file);
      const place = Math.floor(bytes.length * offset);
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    };

    beforeAll(async () => {
      saved = mkdtempSync(join(tmpdir(), 'ledgerdesk-backup-'));
      const places = { to: join(saved, 'to'), keys: join(saved, 'keys') };
      await take(places);
      await openTicket('Between', 'Between');
      await engine.settled();
      await take({ ...places, now: LATER });
    });
    afterAll(() => rmSync(saved, { recursive: true, force: true }));
    beforeEach(() => cpSync(saved, folder, { recursive: true }));

    it.each<[string, string, () => void]>([
      ['a byte of the log', 'backup-damaged', () => flip(segment())],
      ['a byte of the outbox', 'backup-damaged', () => flip(inLast('outbox.db'))],
      ['a byte of an attachment', 'backup-damaged', () => flip(attachment())],
      ['a byte of the list of attachments', 'backup-damaged', () => flip(inLast('attachments.txt'), 0.1)],
      ['a byte of the manifest', 'backup-damaged', () => flip(inLast('manifest'), 0.3)],
      ['a byte of a key', 'backup-damaged', () => flip(at('keys', 'snapshots', last(), 'keys', 'quotes.key'))],
      ['a missing segment', 'backup-damaged', () => rmSync(segment())],
      ['a missing file', 'backup-damaged', () => rmSync(inLast('outbox.db'))],
      ['a missing attachment', 'backup-damaged', () => rmSync(attachment())],
      ['a missing manifest', 'backup-damaged', () => rmSync(inLast('manifest'))],
      [
        'an older manifest in place of the newest',
        'backup-damaged',
        () => cpSync(at('to', 'snapshots', first(), 'manifest'), inLast('manifest')),
      ],
      [
        'an older backup under the name of the newest',
        'backup-damaged',
        () => {
          const newest = at('to', 'snapshots', last());
          rmSync(newest, { recursive: true });
          cpSync(at('to', 'snapshots', first()), newest, { recursive: true });
        },
      ],
      [
        'the list of another backup',
        'backup-damaged',
        () => cpSync(at('to', 'snapshots', first(), 'attachments.txt'), inLast('attachments.txt')),
      ],
      [
        'a segment that was packed anew',
        'backup-damaged',
        () =>
          writeFileSync(segment(), gzipSync(gunzipSync(readFileSync(segment())).toString().replace('Acme', 'Acne'))),
      ],
    ])('are refused, and leave the target empty: %s', async (_case, code, change) => {
      change();
      await expect(restored()).rejects.toMatchObject({ code });
      expect(existsSync(at('into')) ? readdirSync(at('into')) : []).toEqual([]);
      expect(await problemsIn(last())).not.toEqual([]);
    });

    it('are refused with keys of another log, keys that are older, and a key that did not sign', async () => {
      const other = await TestEngine.open(NOW);
      await backup(other.engine.settings, {
        to: at('other'),
        keys: at('other-keys'),
        now: NOW,
        pause: async () => undefined,
      });
      await other.close();
      await expect(restored({ keys: at('other-keys') })).rejects.toMatchObject({ code: 'keys-do-not-fit' });
      const { vkey } = await verifyBackups(source(), { place: at('other'), keys: at('other-keys') });
      await expect(restored({ vkeys: [vkey ?? ''] })).rejects.toMatchObject({ code: 'backup-not-trusted' });
      await expect(take({ to: at('other') })).rejects.toMatchObject({ code: 'backup-of-other-log' });
      rmSync(at('keys', 'snapshots', last()), { recursive: true });
      await expect(restored()).rejects.toMatchObject({ code: 'keys-do-not-fit' });
      expect((await restored({ snapshot: first() })).manifest.id).toBe(first());
    });

    it('are missed if the newest was deleted', async () => {
      rmSync(at('to', 'snapshots', last()), { recursive: true });
      expect(await problemsIn()).toEqual([expect.stringMatching(/^The backup \S+ was deleted/)]);
    });

    it('are not built on: the log is copied anew', async () => {
      rmSync(segment());
      const { warnings, manifest } = await take({ now: '2026-11-27T10:00:00.000Z' });
      expect(warnings.join(' ')).toContain('is not built on');
      const { backups } = await verifyBackups(source(), { place: at('to'), snapshot: manifest.id });
      expect(backups).toEqual([{ id: manifest.id, problems: [] }]);
    });
  });

  it('are deleted beyond a number, with the files that only they used', async () => {
    const gone = createHash('sha256').update('Gone').digest('hex');
    const stored = join(source().DATA_DIR, 'attachments', gone.slice(0, 2));
    mkdirSync(stored, { recursive: true });
    writeFileSync(join(stored, gone), 'Gone');
    await take();
    rmSync(join(stored, gone));
    const kept = [await take({ now: LATER }), await take({ now: LATER, keep: 2 })];
    expect(readdirSync(at('to', 'snapshots')).toSorted()).toEqual(kept.map(({ id }) => id));
    expect(readdirSync(at('keys', 'snapshots')).toSorted()).toEqual(kept.map(({ id }) => id));
    expect(filesBelow(at('to', 'attachments')).some((name) => name.endsWith(gone))).toBe(false);
    expect(await problemsIn()).toEqual([]);
  });

  it('have the attachments of a folder that was restored, before an engine has run on it', async () => {
    const { manifest } = await take();
    await restored();
    const request = { to: at('again'), now: LATER, pause: async () => undefined };
    const again = await backup(settingsFrom({ DATA_DIR: at('into') }), request);
    expect(again.manifest.attachments).toEqual(manifest.attachments);
    expect(manifest.attachments?.count).toBeGreaterThanOrEqual(4);
    const missing = again.warnings.filter((warning) => /attachment|file that a message has/i.test(warning));
    expect(missing).toEqual([]);
  });

  it('name attachments that are damaged or missing, and save the rest', async () => {
    await openTicket('Damaged', 'Soon damaged');
    await engine.settled();
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
    const held = BackupPlace.openForWriting(at('to'), 'data', engine.engine.store.logId);
    await expect(take()).rejects.toMatchObject({ code: 'backup-running' });
    held.close();
    await expect(restored({ from: at('full') })).rejects.toMatchObject({ code: 'invalid-backup' });
    await expect(restored({ snapshot: '000009-20261127T073000Z' })).rejects.toMatchObject({ code: 'invalid-backup' });
  });

  it('never bring back who was erased since: key backups are rewritten, and restore erases again', async () => {
    const settings = settingsFrom({ DATA_DIR: createDataFolder(at('data')).path });
    const log = await openSqliteEventStore({ file: at('data', 'events.db'), thread: false });
    await log.append('notes-1', 'no-stream', [sample()]);
    await log.close();
    const save = (keys: string) =>
      backup(settings, { to: at('to'), keys: at(keys), now: NOW, pause: async () => undefined });
    const keyStore = at('data', 'keys.db');
    const aSubject = { kind: 'member', id: 'acme.aiko' } as const;
    const masterKeys = new MasterKeys({ read: () => [new Uint8Array(32).fill(7)] });
    const store = await openSqliteKeyStore(keyStore, { masterKeys, timers: realTimers });
    const { id: keyId } = await store.keyFor(aSubject);
    await store.keyFor({ kind: 'member', id: 'acme.ben' });
    const { wrapped } = new Database(keyStore)
      .prepare<[string], { wrapped: string }>('SELECT wrapped FROM subject_key WHERE key_id = ?')
      .get(keyId) ?? { wrapped: '' };
    const holdsKey = (place: string): boolean =>
      filesBelow(at(place)).some((name) => readFileSync(at(place, name)).includes(wrapped));
    await save('keys');
    cpSync(at('keys'), at('keys-offline'), { recursive: true });
    expect([holdsKey('keys'), holdsKey('to')]).toEqual([true, false]);

    await store.erase(aSubject, LATER);
    const access = manifestKeysOf(settings);
    registerKeyBackup(settings.DATA_DIR, at('disconnected'));
    const erasures = await eraseFromKeyBackups(settings.DATA_DIR, await store.tombstones(), access);
    expect(erasures.filter(({ place }) => place.startsWith(folder))).toEqual([
      { place: at('keys'), rewritten: readdirSync(at('keys', 'snapshots')), failure: null },
      { place: at('disconnected'), rewritten: [], failure: expect.stringContaining('disconnected') as string },
    ]);
    expect(holdsKey('keys')).toBe(false);
    await store.close();
    const { backups, keyProblems } = await verifyBackups(settings, { place: at('to'), keys: at('keys') });
    expect([backups.flatMap(({ problems }) => problems), keyProblems]).toEqual([[], []]);

    // A copy of the keys that nobody could reach, with the newest list: the key is destroyed again.
    const offline = { keys: at('keys-offline'), erasures: at('keys', 'erasures.jsonl') };
    expect(await restored({ ...offline, into: at('from-offline') })).toMatchObject({ erased: 1, toErase: [aSubject] });
    expect(holdsKey('from-offline')).toBe(false);
    expect(tombstonesInFile(at('from-offline', 'keys.db'))).toMatchObject([{ subject: aSubject, erasedAt: LATER }]);
    expect(await restored({ into: at('from-keys') })).toMatchObject({ erased: 0 });

    // Without the newest list, it could come back.
    await expect(restored({ erasures: at('nothing') })).rejects.toMatchObject({ code: 'invalid-erasures' });
    const older = at('keys-offline', 'erasures.jsonl');
    await expect(restored({ erasures: older })).rejects.toMatchObject({ code: 'erasures-outdated' });
    expect(existsSync(at('into'))).toBe(false);
    // The next backup to the folder erases there too.
    await save('keys-offline');
    expect(holdsKey('keys-offline')).toBe(false);
  });

  it('of keys are rewritten by a running engine after an erasure', async () => {
    const gone = { kind: 'member', id: 'acme.gone' } as const;
    const { keys } = engine.engine;
    await keys?.keyFor(gone);
    await take();
    await keys?.erase(gone, NOW);
    await until(async () => filesBelow(at('keys')).some((name) => name.endsWith('keys.db.r1')));
    expect(readFileSync(at('keys', 'erasures.jsonl'), 'utf8')).toContain('"id":"acme.gone"');
    await until(async () => (await problemsIn()).length === 0);
  });

  it('of keys are rewritten as a whole, and stay signed', async () => {
    await take();
    const place = BackupPlace.openToRewriteKeys(at('keys'));
    const rewrite = { name: 'keys/quotes.key', ...manifestKeysOf(source()) };
    const change = async (copy: string): Promise<boolean> => {
      writeFileSync(copy, 'changed');
      return true;
    };
    expect(await rewriteKeyBackups(place, { ...rewrite, change: async () => false })).toEqual([]);
    expect(await rewriteKeyBackups(place, { ...rewrite, change })).toEqual(place.snapshots());
    expect(await rewriteKeyBackups(place, { ...rewrite, change })).toEqual(place.snapshots());
    place.close();
    expect(filesBelow(at('keys')).filter((name) => name.includes('quotes.key.r'))).toEqual([
      expect.stringMatching(/quotes\.key\.r2$/),
    ]);
    expect(await problemsIn()).toEqual([]);
    await restored();
    expect(readFileSync(at('into', 'keys', 'quotes.key'), 'utf8')).toBe('changed');
  });
});
