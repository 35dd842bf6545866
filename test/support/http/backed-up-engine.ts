import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, type BackupRequest, type BackupResult } from '../../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../../apps/cli/backup/verify-backups.js';
import { restore, type RestoredBackup } from '../../../apps/cli/restore/restore.js';
import type { RestoreRequest } from '../../../apps/cli/restore/restore-request.js';
import { type Settings, settingsFrom } from '../../../apps/server/index.js';
import { TICKET, withAcme } from './acme-fixture.js';
import type { Caller } from './caller.js';
import { TestEngine } from './test-engine.js';

/** When backups are made, and when they are restored. */
export const BACKUP_TIME = '2026-11-27T07:30:00.000Z';
export const RESTORE_TIME = '2026-11-27T09:00:00.000Z';

/** Every file below a folder, relative to it. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    // The engine may delete a journal in between.
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true,
  );

/** The events of the log in a data folder. */
export const eventsIn = async (folder: string): Promise<readonly StoredEvent[]> => {
  const log = openSqliteLog({ file: join(folder, 'events.db') });
  try {
    return (await log.readAll({ limit: 100_000, maxBytes: Infinity })).events;
  } finally {
    await log.close();
  }
};

/** An engine that the tests of a file share, and backups of it in a folder that is new for each test. */
export interface BackedUpEngine {
  readonly engine: () => TestEngine;
  /** A path in the folder of the test. */
  readonly at: (...names: readonly string[]) => string;
  /** Settings of the engine. */
  readonly source: () => Settings;
  /** Makes a backup in `to`, with keys in `keys`. */
  readonly take: (overrides?: Partial<BackupRequest>) => Promise<BackupResult>;
  /** Restores the newest backup to `into`. */
  readonly restored: (overrides?: Partial<RestoreRequest>) => Promise<RestoredBackup>;
  /** Opens a ticket, with a file if it has content. */
  readonly openTicket: (subject: string, content?: string) => Promise<void>;
  /** What `backup verify` says of the backups. */
  readonly problemsIn: (snapshot?: string) => Promise<readonly string[]>;
}

/** Opens an engine with four tickets that have files before the tests of a file, and closes it after them. */
export const backedUpEngine = (): BackedUpEngine => {
  let engine: TestEngine;
  let aiko: Caller;
  let folder = '';
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const source = () => engine.engine.settings;
  const openTicket = async (subject: string, content?: string): Promise<void> => {
    const uploads = content === undefined ? [] : [(await aiko.upload(content, 'a.txt')).body['uploadId']];
    expect((await aiko.post('/v1/tickets', { ...TICKET, subject, uploads })).status).toBe(201);
  };

  beforeAll(async () => {
    engine = await TestEngine.open(BACKUP_TIME);
    ({ aiko } = await withAcme(engine));
    for (let n = 0; n < 4; n += 1) await openTicket(`Ticket ${n}`, `File ${n}`);
    await engine.settled();
  });
  afterAll(() => engine.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-backup-'));
  });
  afterEach(() => {
    // The engine, which the tests share, would warn of folders that are gone. It may still be writing to them.
    rmSync(join(source().DATA_DIR, 'key-backups.json'), { force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  return {
    engine: () => engine,
    at,
    source,
    openTicket,
    take: (overrides = {}) =>
      backup(source(), {
        to: at('to'),
        keys: at('keys'),
        now: BACKUP_TIME,
        pause: async () => undefined,
        segmentBytes: 20_000,
        ...overrides,
      }),
    restored: (overrides = {}) =>
      restore(settingsFrom({ DATA_DIR: at('unused') }), {
        from: at('to'),
        into: at('into'),
        keys: at('keys'),
        erasures: at('keys', 'erasures.jsonl'),
        reason: null,
        now: RESTORE_TIME,
        ...overrides,
      }),
    problemsIn: async (snapshot) => {
      const { backups, keyProblems } = await verifyBackups(source(), { place: at('to'), keys: at('keys'), snapshot });
      return [...backups.flatMap(({ problems }) => problems), ...keyProblems];
    },
  };
};
