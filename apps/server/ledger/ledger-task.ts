import { leafSource, type ReadableLog } from '@ledgerdesk/event-store';
import type { LeaderLock } from '@ledgerdesk/kernel';
import { parseVerifierKey } from '@ledgerdesk/ledger';
import { realTimers, systemClock } from '@ledgerdesk/runtime';
import type { StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import {
  type CheckpointPublisher,
  PolledLeaves,
  publishToFile,
  publishToFolder,
  publishToWebhook,
  SubscribedLeaves,
  TimeStampPublisher,
  TreeSigner,
  type TreeStatus,
  WitnessPublisher,
} from '@ledgerdesk/tree-signing';
import { LeaderTask } from '../workers/leader-task.js';
import { type LedgerConfig, signingKeysOf } from './ledger-config.js';
import { readKnownCheckpoint } from './known-checkpoint.js';
import { noteOfEpochBefore } from './tree-loss.js';

interface LedgerTaskOptions {
  readonly config: LedgerConfig;
  /** The whole log, as it is stored. */
  readonly log: ReadableLog;
  readonly trees: TreeStore;
  readonly lock: LeaderLock;
  readonly onStatus: (status: TreeStatus | null) => void;
  readonly onError: (error: unknown) => void;
}

const publishersOf = (config: LedgerConfig, tree: StoredTree): readonly CheckpointPublisher[] => [
  publishToFile(config.file),
  ...(config.folder === undefined ? [] : [publishToFolder(config.folder)]),
  ...(config.webhookUrl === undefined ? [] : [publishToWebhook(config.webhookUrl)]),
  ...(config.witness === undefined
    ? []
    : [new WitnessPublisher({ url: config.witness.url, key: parseVerifierKey(config.witness.vkey) }, tree)]),
  ...(config.authority === undefined ? [] : [new TimeStampPublisher(config.authority, tree, systemClock)]),
];

const createSigner = ({ config, log, trees, onStatus }: LedgerTaskOptions): TreeSigner => {
  const source = leafSource(log);
  const tree = trees.tree(config.origin);
  return new TreeSigner({
    tree,
    keys: signingKeysOf(config),
    openFeed: () => (log.leaves ? new PolledLeaves(source, realTimers) : new SubscribedLeaves(log, realTimers)),
    recordedTree: () => source.tree(),
    // Checkpoints are for outsiders, whatever clock the engine has.
    clock: systemClock,
    timers: realTimers,
    known: () => readKnownCheckpoint({ ...config, trees }),
    noteBefore: () => noteOfEpochBefore({ ...config, trees }),
    publishers: publishersOf(config, tree),
    onStatus,
  });
};

/** Follows the log and signs its tree while this process holds the lock. The status is null while another one does. */
export const ledgerTask = (options: LedgerTaskOptions): LeaderTask<TreeSigner> =>
  new LeaderTask({
    lock: options.lock,
    create: (isLeader) => {
      if (isLeader) return createSigner(options);
      options.onStatus(null);
      return undefined;
    },
    onError: options.onError,
    timers: realTimers,
  });
