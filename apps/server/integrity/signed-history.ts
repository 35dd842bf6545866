import { readEpoch, type ReadableLog, sharedLeaves } from '@ledgerdesk/event-store';
import {
  checkStoredCheckpoints,
  checkTrustedKey,
  damage,
  type ExpectedRoot,
  type Finding,
  openSavedCheckpoint,
  type Report,
  type SavedCheckpoint,
  signedRoot,
  type StoredHashes,
  unknown,
  WITHOUT_SAVED_CHECKPOINT,
} from '@ledgerdesk/integrity';
import { messageOf } from '@ledgerdesk/kernel';
import { isSameLog, parseOrigin, parsePem } from '@ledgerdesk/ledger';
import { CheckpointFileUnusable, handoverNotes, unannouncedKeys } from '@ledgerdesk/tree-signing';
import type { LogKey, StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import { type CheckpointFile, readKnownCheckpoint } from '../ledger/known-checkpoint.js';
import { ledgerVkeys, originOf } from '../ledger/ledger-config.js';
import { readCertificates } from '../ledger/tsa-certificates.js';
import type { Settings } from '../settings.js';

/** What was signed of a log: the roots that it must have, and the stored tree of its current epoch. */
export interface SignedHistory {
  readonly roots: readonly ExpectedRoot[];
  /** Undefined if there is none yet. */
  readonly tree: StoredTree | undefined;
}

interface SignedHistoryOptions {
  readonly settings: Pick<
    Settings,
    'DATA_DIR' | 'LEDGER_KEY' | 'LEDGER_NAME' | 'LEDGER_PREVIOUS_KEY' | 'LEDGER_TSA_CERT' | 'TENANT'
  >;
  /** The whole log, as it is stored. */
  readonly log: Pick<ReadableLog, 'readStream'>;
  /** Undefined if there are none yet. */
  readonly trees: TreeStore | undefined;
  /** The file that has the newest checkpoint. */
  readonly checkpointFile: string;
  readonly saved: SavedCheckpoint | undefined;
  readonly report: Report;
}

/** The checkpoint in the file beside the stores, if it is one of this epoch. One of an earlier epoch says nothing. */
const rootInFile = async (known: CheckpointFile, report: Report): Promise<readonly ExpectedRoot[]> => {
  const place = `file ${known.file}`;
  try {
    const checkpoint = await readKnownCheckpoint(known);
    if (checkpoint && isLater(checkpoint.origin, known.origin))
      report(damage('checkpoint-file', place, `it is one of ${checkpoint.origin}, the log is ${known.origin}`));
    return checkpoint?.origin === known.origin ? [signedRoot(checkpoint, place)] : [];
  } catch (error) {
    if (!(error instanceof CheckpointFileUnusable)) throw error;
    report(damage('checkpoint-file', place, error.reason));
    return [];
  }
};

const isLater = (origin: string, than: string): boolean =>
  (parseOrigin(origin)?.epoch ?? 0) > (parseOrigin(than)?.epoch ?? 0);

/** What an earlier epoch signed behind the leaves that both trees share. */
const lostEpoch = (origin: string, shared: number, behind: readonly ExpectedRoot[]): Finding => {
  const largest = Math.max(...behind.map(({ size }) => size));
  return unknown(
    'epoch-lost',
    `epoch ${origin}`,
    `${behind.length} of its checkpoints, up to ${largest} events, cover more than the ${shared} events that the ` +
      'current epoch shares with it: what they signed behind these is lost',
  );
};

/** The certificates of the authority of LEDGER_TSA_CERT. */
const trustedAuthorities = ({ LEDGER_TSA_CERT }: Pick<Settings, 'LEDGER_TSA_CERT'>, report: Report) => {
  if (LEDGER_TSA_CERT === undefined) return [];
  try {
    return parsePem(readCertificates(LEDGER_TSA_CERT));
  } catch (error) {
    report(unknown('time-stamp', 'LEDGER_TSA_CERT', messageOf(error).replace(/\.$/, '')));
    return [];
  }
};

/**
 * The roots that the checkpoints of an epoch name, and those of earlier epochs up to the leaves that the trees share:
 * behind them, an earlier log had events that are lost.
 */
const rootsOf = async (
  { settings, log, report }: SignedHistoryOptions,
  trees: TreeStore,
  origin: string,
): Promise<readonly ExpectedRoot[]> => {
  const roots: ExpectedRoot[] = [];
  const trusted = trustedAuthorities(settings, report);
  for (const one of (await trees.origins()).filter((other) => isSameLog(other, origin))) {
    const checked = await checkStoredCheckpoints(trees.tree(one), trusted);
    for (const finding of checked.findings) report(finding);
    const shared = one === origin ? Infinity : await sharedLeaves(log, parseOrigin(one)?.epoch ?? 0);
    const behind = checked.roots.filter(({ size }) => size > shared);
    if (behind.length > 0) report(lostEpoch(one, shared, behind));
    roots.push(...checked.roots.filter(({ size }) => size <= shared));
  }
  return roots;
};

const unannounced = ({ vkey, since }: LogKey): Finding =>
  damage(
    'key-unannounced',
    `key ${vkey}`,
    `it has signed checkpoints from ${since} events on, and no event LedgerKeyChanged of the log names it`,
  );

/** Verifies stored checkpoints and the saved one. Returns the roots that they name. Call it before reading events. */
export const readSignedHistory = async (options: SignedHistoryOptions): Promise<SignedHistory> => {
  const { settings, log, trees, checkpointFile, saved, report } = options;
  const origin = originOf(settings, await readEpoch(log));
  const opened = saved && openSavedCheckpoint(saved);
  for (const finding of opened?.findings ?? [WITHOUT_SAVED_CHECKPOINT]) report(finding);
  const stored = trees ? await rootsOf(options, trees, origin) : [];
  const tree = (await trees?.origins())?.includes(origin) ? trees?.tree(origin) : undefined;
  const handovers = trees ? await handoverNotes(trees, origin) : [];
  const key = opened?.key && tree ? await checkTrustedKey(tree, opened.key, handovers) : undefined;
  if (key) report(key);
  if (trees) for (const one of await unannouncedKeys(log, trees, origin)) report(unannounced(one));
  const file = { file: checkpointFile, origin, vkeys: ledgerVkeys(settings, origin), trees };
  const known = [...stored, ...(await rootInFile(file, report))];
  return { roots: opened?.root ? [...known, opened.root] : known, tree };
};

/** What is stored of a tree, as far as it goes now: an engine may go on writing. */
export const storedHashes = async (tree: StoredTree): Promise<StoredHashes> => ({
  ...(await tree.state()),
  tile: (level, index) => tree.tile(level, index),
  positions: (tile) => tree.positions(tile),
});
