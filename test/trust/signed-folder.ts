import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { recordProjectionDecision } from '@ledgerdesk/event-store';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolder, dataFolderAt } from '../../apps/server/data-folder.js';
import { caughtUpEngine, untilSigned } from './sound-folder.js';

/** The newest checkpoint of a folder, and the key of its log, as an auditor saves them. */
export const savedFrom = async (folder: string): Promise<SavedCheckpoint> => {
  const store = await openSqliteTreeStore(dataFolderAt(folder).ledger);
  try {
    const [origin = ''] = await store.origins();
    const tree = store.tree(origin);
    const [last, [key]] = [await tree.lastCheckpoint(), await tree.keys()];
    return { name: 'saved', note: last?.note ?? '', vkey: key?.vkey };
  } finally {
    await store.close();
  }
};

/** Removes a database with its write-ahead log. */
const removeDatabase = (file: string): void => {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
};

/**
 * Makes everything beside the events again, signed, as somebody does who has the stores and the key: rows, tree and
 * checkpoints. With `newKey`, another key signs.
 */
export const signAgain = async (
  { path, rows, outbox, ledger, checkpoint }: DataFolder,
  newKey = false,
): Promise<void> => {
  for (const file of [rows, outbox, ledger]) removeDatabase(file);
  rmSync(checkpoint, { force: true });
  if (newKey) rmSync(join(path, 'keys', 'ledger.key'));
  await (await caughtUpEngine(path)).close();
};

/** Opens an engine on a folder, records one more event, and waits until it is signed. */
export const recordOneMore = async (folder: string, reason: string): Promise<void> => {
  const engine = await caughtUpEngine(folder);
  const projection = { name: 'ticket-list', version: 1 };
  const action = { id: randomUUID(), tenant: engine.settings.TENANT, now: engine.clock.now() };
  await recordProjectionDecision(engine.store, { projection, reason }, action);
  await untilSigned(engine);
  await engine.close();
};
