import { openAttachmentReader } from '@ledgerdesk/attachments/files';
import { decode, START, type StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import type { EventMetadata } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { LiveRunner, ProjectionProgress } from '@ledgerdesk/runtime';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { secretsIn } from '../../apps/server/secrets.js';
import { expectRowsToEqualReplay } from '../support/rows-equal-replay.js';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';
import { textOfUpload } from '../support/stored-upload.js';

const PAGE = 10_000;

/** The events of the log in a data folder. Throws if its integrity check finds a problem. */
export const readWholeLog = async (folder: string): Promise<readonly StoredEvent[]> => {
  const log = openSqliteLog({ file: join(folder, 'events.db') });
  try {
    expect(await log.integrityCheck()).toEqual([]);
    const events: StoredEvent[] = [];
    const head = await log.head();
    // A page is limited by bytes as well.
    for (let after = START; after !== head; after = events.at(-1)?.position ?? head)
      events.push(...(await log.readAll({ after, limit: PAGE })).events);
    return events;
  } finally {
    await log.close();
  }
};

/** The commands that were recorded more than once: their events in one stream do not follow one another. */
export const repeatedCommands = (events: readonly StoredEvent[]): readonly string[] => {
  const last = new Map<string, number>();
  const repeated = new Set<string>();
  for (const { stream, revision, type, metadata } of events) {
    const { commandId } = JSON.parse(metadata) as Partial<EventMetadata>;
    if (commandId === undefined) continue;
    const key = `${commandId} in ${stream}`;
    const before = last.get(key);
    if (before !== undefined && revision !== before + 1) repeated.add(`${type} of ${key}`);
    last.set(key, revision);
  }
  return [...repeated];
};

/** Lets the read models of a data folder catch up, and compares each with a replay of the log. */
export const expectRowsToMatchReplay = async (folder: string): Promise<void> => {
  const log = await openEngineLog(embeddedStorage(folder));
  const store = await openReadStore(join(folder, 'read.db'));
  try {
    const progress = new ProjectionProgress();
    const runner = new LiveRunner({ log, store, decode, projections: PROJECTIONS });
    runner.progress.subscribe((statuses) => progress.report(statuses));
    await runner.start();
    expect(await progress.waitFor(await log.head(), 120_000)).toBe(true);
    await expectRowsToEqualReplay(store, log);
    await runner.stop();
  } finally {
    await store.close();
    await log.close();
  }
};

/** The ids of uploaded files that a data folder does not contain, or not with their content. */
export const missingUploads = async (
  folder: string,
  uploads: readonly { readonly uploadId: string }[],
): Promise<readonly string[]> => {
  if (uploads.length === 0) return [];
  const files = openAttachmentReader(join(folder, 'attachments'));
  const key = secretsIn(folder).quoteKey();
  const missing: string[] = [];
  for (const { uploadId } of uploads)
    if ((await textOfUpload(files, uploadId, key).catch(() => undefined)) === undefined) missing.push(uploadId);
  return missing;
};

interface WebhookMessage {
  readonly state: string;
  readonly eventId: string;
}

/** The messages to webhooks in an outbox, those that were sent included. */
export const webhookMessages = (file: string): readonly WebhookMessage[] => {
  const outbox = new Database(file, { readonly: true });
  const messages = outbox
    .prepare<[], WebhookMessage>(
      "SELECT state, payload ->> 'eventId' AS eventId FROM outbox_messages WHERE channel = 'webhook'",
    )
    .all();
  outbox.close();
  return messages;
};
