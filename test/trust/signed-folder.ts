import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { readEpoch, recordProjectionDecision } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { formatCheckpoint, signerFromSeed, signNote, vouchedSinceLine } from '@ledgerdesk/ledger';
import type { StoredTree } from '@ledgerdesk/tree-store';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFolder, dataFolderAt } from '../../apps/server/data-folder.js';
import { settingsFrom } from '../../apps/server/index.js';
import { ledgerSeed } from '../../apps/server/key-backups/ledger-key.js';
import { originOf } from '../../apps/server/ledger/ledger-config.js';
import { TreeBuilder } from '../../libs/tree-signing/tree-builder.js';
import { changed } from './databases.js';
import { caughtUpEngine, untilSigned } from './sound-folder.js';

const KEY_BYTES = 32;
const SIGNED_AT = '2026-12-02T00:00:00.000Z';

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

/** Removes what stands beside the events: rows, tree and checkpoints. */
export const removeFollowers = ({ rows, outbox, ledger, checkpoint }: DataFolder): void => {
  for (const file of [rows, outbox, ledger]) removeDatabase(file);
  rmSync(checkpoint, { force: true });
};

/** Makes everything beside the events again, signed: an engine does that which finds nothing there. */
export const rebuiltByEngine = async (folder: DataFolder): Promise<void> => {
  removeFollowers(folder);
  await (await caughtUpEngine(folder.path)).close();
};

let newStore: Buffer | undefined;

/** The database of a new store of trees, which takes longer to make than all that is then stored in it. */
const newTreeStore = async (): Promise<Buffer> => {
  if (newStore) return newStore;
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
  const file = join(folder, 'ledger.db');
  await (await openSqliteTreeStore(file)).close();
  newStore = readFileSync(file);
  rmSync(folder, { recursive: true });
  return newStore;
};

const recordedLeaves = (file: string) =>
  changed(file, (db) =>
    db.prepare<[], { position: number; hash: Buffer }>('SELECT position, hash FROM leaves ORDER BY position').all(),
  );

/** The tree over the recorded leaves of a log, signed as an engine does that has found no tree yet. */
const storeSignedTree = async (tree: StoredTree, file: string, seed: Uint8Array): Promise<string> => {
  const builder = await TreeBuilder.load(tree, 0);
  const leaves = recordedLeaves(file);
  for (const { hash } of leaves) builder.add(hash);
  const { size } = builder;
  const positions = leaves.map(({ position }) => String(position));
  const position = positions.at(-1) ?? '0';
  const [root, signer] = [builder.root(), signerFromSeed(tree.origin, seed)];
  await tree.grow({ from: 0, size, position, tiles: builder.takeTiles(), positions });
  const extensions = [vouchedSinceLine({ at: SIGNED_AT, size })];
  const note = signNote(formatCheckpoint({ origin: tree.origin, size, root, extensions }), signer);
  const checkpoint = { size, root, note, position, signedAt: SIGNED_AT };
  await tree.saveCheckpoint(checkpoint, undefined, { vkey: signer.vkey, isHandover: false });
  return note;
};

/**
 * Signs the tree over the events in place of the one that was signed before, as somebody does who has the stores and
 * the key. With `newKey`, another key signs. What else followed the log is gone: an engine makes it again.
 */
export const signAgain = async (folder: DataFolder, { newKey = false } = {}): Promise<void> => {
  removeFollowers(folder);
  if (newKey) writeFileSync(join(folder.keys, 'ledger.key'), randomBytes(KEY_BYTES));
  const settings = settingsFrom({ DATA_DIR: folder.path });
  const log = openSqliteLog({ file: folder.events });
  const epoch = await readEpoch(log);
  await log.close();
  writeFileSync(folder.ledger, await newTreeStore());
  const store = await openSqliteTreeStore(folder.ledger);
  try {
    const seed = ledgerSeed(settings) ?? new Uint8Array(KEY_BYTES);
    writeFileSync(folder.checkpoint, await storeSignedTree(store.tree(originOf(settings, epoch)), folder.events, seed));
  } finally {
    await store.close();
  }
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
