import { canonicalJson } from '@ledgerdesk/event-store';
import type { ScrubStatus } from '@ledgerdesk/integrity';
import { PROJECTIONS } from '@ledgerdesk/projections';
import Database from 'better-sqlite3';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualTime } from '../../../test/support/manual-time.js';
import { readLogRows, writeLogRows } from '../../../test/trust/log-rows.js';
import { fillSoundFolder } from '../../../test/trust/sound-folder.js';
import { dataFolderAt } from '../data-folder.js';
import { policiesFor } from '../policy-files.js';
import { settingsFrom } from '../settings.js';
import {
  openAttachmentReader,
  openEngineLog,
  openKeyReader,
  openRowsView,
  openTreeReader,
  storageConfigOf,
} from '../storage.js';
import { Scrub } from './scrub.js';
import { storeChecksOf } from './scrub-task.js';
import { readSignedHistory } from './signed-history.js';

const PER_SECOND = 50;
const HOUR_MS = 3_600_000;

describe('the scrub of an engine', () => {
  let root: string;
  let folder: string;
  let time: ManualTime;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-scrub-'));
    await fillSoundFolder(join(root, 'base'), { teams: 2, days: 5, seed: 6 });
  });
  afterAll(() => rmSync(root, { recursive: true }));
  beforeEach(() => {
    folder = join(root, 'copy');
    cpSync(join(root, 'base'), folder, { recursive: true });
    time = new ManualTime();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    rmSync(folder, { recursive: true });
  });

  /** Starts a scrub, and returns it with the statuses that it reports. */
  const start = async (perSecond = PER_SECOND) => {
    const settings = settingsFrom({ DATA_DIR: folder });
    const storage = storageConfigOf(settings);
    const log = await openEngineLog(storage);
    const [view, attachments] = [await openRowsView(storage), await openAttachmentReader(storage)];
    const keys = await openKeyReader(storage);
    const trees = await openTreeReader(storage);
    const statuses: ScrubStatus[] = [];
    const scrub = new Scrub({
      log,
      view,
      attachments,
      keys,
      projections: PROJECTIONS,
      policies: policiesFor(settings).at(''),
      readHistory: (report) =>
        readSignedHistory({
          settings,
          log: log.all,
          trees,
          checkpointFile: dataFolderAt(folder).checkpoint,
          saved: undefined,
          report,
        }),
      storeChecks: storeChecksOf(settings, storage, log.all),
      file: dataFolderAt(folder).scrub,
      perSecond,
      clock: time,
      timers: time,
      onStatus: (status) => statuses.push(status),
    });
    scrub.start();
    closing.push(
      () => log.close(),
      () => view.close(),
      () => attachments.close(),
      async () => keys?.close(),
      async () => trees?.close(),
      () => scrub.stop(),
    );
    return { scrub, statuses, last: () => statuses.at(-1) };
  };

  /** Advances the clock in steps of `ms` until a condition holds. */
  const advanceUntil = async (done: () => boolean, ms = 1_000): Promise<void> => {
    for (let second = 0; !done(); second += 1) {
      if (second > 5_000) throw new Error('It takes too long.');
      await time.advance(ms);
    }
  };

  it('checks everything in rounds, not faster than it may, and finds nothing in sound stores', async () => {
    const { last } = await start();
    const events = readLogRows(dataFolderAt(folder).events).length;
    await advanceUntil(() => (last()?.rounds ?? 0) === 1);
    expect(last()).toMatchObject({ state: 'waiting', events, findings: [] });
    expect(last()?.completedAt).not.toBeNull();
    expect(time.elapsed()).toBeGreaterThan((events / PER_SECOND) * 1_000);
    const before = time.elapsed();
    await advanceUntil(() => (last()?.rounds ?? 0) === 2);
    expect(time.elapsed() - before).toBeGreaterThan(HOUR_MS);
  });

  it('goes on where it was after a restart, and keeps what it has found', async () => {
    const { events: file, rows } = dataFolderAt(folder);
    const changed = readLogRows(file).map((row, index) =>
      index === 20 ? { ...row, recordedAt: '2020-01-01T00:00:00.000Z' } : row,
    );
    writeLogRows(file, changed, 'careless');
    const first = await start();
    await advanceUntil(() => Number(first.last()?.position) >= 50);
    await first.scrub.stop();
    const second = await start();
    await advanceUntil(() => second.statuses.length > 2);
    expect(Number(second.statuses[1]?.position)).toBeGreaterThan(49);
    expect(second.last()?.findings.map(({ code }) => code)).toContain('leaf-differs');
    const db = new Database(rows);
    db.exec(`UPDATE "teams_v6" SET body = replace(body, '"timeZone"', '"zone"')`);
    db.close();
    await advanceUntil(() => (second.last()?.rounds ?? 0) === 1);
    expect(second.last()?.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['leaf-differs', 'event-order', 'row-differs']),
    );
  });

  it('compares the last append before a restart, also if it had ended with a page', async () => {
    const { events: file } = dataFolderAt(folder);
    const rows = readLogRows(file);
    const at = rows.findIndex(({ type }) => type === 'TicketSolved');
    const { data = '{}' } = rows[at] ?? {};
    const changed = canonicalJson({ ...(JSON.parse(data) as object), closesAt: '2027-01-01T00:00:00.000Z' });
    writeLogRows(
      file,
      rows.map((row, index) => (index === at ? { ...row, data: changed } : row)),
      'thorough',
    );
    const perPage = Array.from({ length: at + 1 }, (_, n) => n + 1).findLast((n) => n <= 200 && (at + 1) % n === 0);
    const first = await start(perPage);
    // In steps that are shorter than the rest after a page, so that no other page follows.
    await advanceUntil(() => Number(first.last()?.position) >= at + 1, 10);
    await first.scrub.stop();
    expect(first.last()?.position).toBe(String(at + 1));
    expect(first.last()?.findings.map(({ code }) => code)).not.toContain('derived-fact');
    const second = await start(perPage);
    await advanceUntil(() => (second.last()?.rounds ?? 0) === 1);
    expect(second.last()?.findings).toContainEqual(expect.objectContaining({ code: 'derived-fact', count: 1 }));
  });

  it('keeps what it cannot know of facts over a restart', async () => {
    const { events: file } = dataFolderAt(folder);
    const rows = readLogRows(file);
    const at = rows.findIndex(({ type }) => type === 'TicketOpened');
    const changed = rows.map((row, index) => {
      if (index !== at) return row;
      const metadata = JSON.parse(row.metadata) as { readonly versions: object };
      return { ...row, metadata: canonicalJson({ ...metadata, versions: { ...metadata.versions, policy: '0' } }) };
    });
    writeLogRows(file, changed, 'thorough');
    const first = await start();
    await advanceUntil(() => Number(first.last()?.position) > at + 20);
    await first.scrub.stop();
    expect(first.last()?.findings.map(({ code }) => code)).not.toContain('fact-unknown');
    const second = await start();
    await advanceUntil(() => (second.last()?.rounds ?? 0) === 1);
    const [place, detail] = [`position ${at + 1} `, 'policy'].map((text) => expect.stringContaining(text) as string);
    expect(second.last()?.findings).toContainEqual(expect.objectContaining({ code: 'fact-unknown', place, detail }));
  });

  it('finds what lies beside the log, also if it was changed while it goes on after a restart', async () => {
    const { ledger, outbox, reads } = dataFolderAt(folder);
    const first = await start();
    await advanceUntil(() => Number(first.last()?.position) >= 50);
    await first.scrub.stop();
    const change = (file: string, statement: string): void => {
      const db = new Database(file);
      db.exec(statement);
      db.close();
    };
    change(ledger, 'UPDATE ledger_tile SET hashes = zeroblob(length(hashes)) WHERE level = 0');
    change(ledger, 'UPDATE ledger_checkpoint SET root = zeroblob(32)');
    change(outbox, 'CREATE VIEW quiet AS SELECT 1');
    change(reads, 'UPDATE read_audit_tree SET size = size + 1');
    const second = await start();
    await advanceUntil(() => (second.last()?.rounds ?? 0) === 1);
    expect(second.last()?.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['tree-differs', 'checkpoint-signature', 'schema-changed', 'read-audit']),
    );
    expect(second.last()?.findings.map(({ code }) => code)).not.toContain('history-unproven');
  });

  it('begins again if the log does not have the last event that it checked', async () => {
    const { events: file } = dataFolderAt(folder);
    const first = await start();
    await advanceUntil(() => Number(first.last()?.position) >= 50);
    await first.scrub.stop();
    writeLogRows(file, readLogRows(file).slice(0, 30), 'thorough');
    const second = await start();
    await advanceUntil(() => second.statuses.length > 1);
    expect(Number(second.statuses[1]?.position)).toBeLessThanOrEqual(50);
    await advanceUntil(() => (second.last()?.rounds ?? 0) === 1);
    expect(second.last()?.events).toBe(30);
  });
});
