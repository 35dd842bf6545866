import { decode } from '@ledgerdesk/event-store';
import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backup } from '../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { backedUpEngine, BACKUP_TIME, eventsIn, filesBelow, RESTORE_TIME } from '../support/http/backed-up-engine.js';
import { TestEngine } from '../support/http/test-engine.js';

describe('backups', () => {
  const { at, engine, openTicket, problemsIn, restored, source, take } = backedUpEngine();

  it('of a log that lost its last events say so, and delete no earlier one', async () => {
    await engine().signed();
    await take();
    const copy = at('cut');
    cpSync(engine().engine.folder.path, copy, { recursive: true });
    const db = new Database(join(copy, 'events.db'));
    for (const trigger of ['events_no_delete', 'leaves_no_delete']) db.exec(`DROP TRIGGER ${trigger}`);
    const cut = db.prepare<[], number>('SELECT max(position) - 3 FROM events').pluck().get();
    for (const table of ['events', 'leaves']) db.prepare(`DELETE FROM ${table} WHERE position > ?`).run(cut);
    db.close();
    const settings = { ...source(), DATA_DIR: copy };
    const request = { now: RESTORE_TIME, keep: 1, pause: async () => undefined };
    const known = await backup(settings, { ...request, to: at('to') });
    expect([known.isLogDoubtful, known.deleted]).toEqual([true, []]);
    const again = await backup(settings, { ...request, to: at('to') });
    expect([again.isLogDoubtful, again.deleted]).toEqual([true, []]);
    expect(known.warnings).toContainEqual(expect.stringContaining('has events that the log does not contain'));
    const first = await backup(settings, { ...request, to: at('elsewhere') });
    expect(first.warnings).toContainEqual(expect.stringContaining('Events are missing at the end of the log'));
    expect(first.isLogDoubtful).toBe(true);
  });

  it('are damaged if the log has fewer events than its checkpoint covers', async () => {
    await engine().signed();
    const short = at('short');
    cpSync(engine().engine.folder.path, short, { recursive: true });
    const db = new Database(join(short, 'events.db'));
    const { head } = db.prepare<[], { head: number }>('SELECT max(position) AS head FROM events').get() ?? { head: 0 };
    db.exec(`DROP TRIGGER events_no_delete; DELETE FROM events WHERE position > ${head - 3};`);
    db.close();
    const settings = settingsFrom({ DATA_DIR: short });
    await backup(settings, { to: at('to'), keys: at('keys'), now: BACKUP_TIME, pause: async () => undefined });
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
      await engine().settled();
      await take({ ...places, now: RESTORE_TIME });
    });
    afterAll(() => rmSync(saved, { recursive: true, force: true }));
    beforeEach(() => cpSync(saved, at(), { recursive: true }));

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
      const other = await TestEngine.open(BACKUP_TIME);
      await backup(other.engine.settings, {
        to: at('other'),
        keys: at('other-keys'),
        now: BACKUP_TIME,
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
});
