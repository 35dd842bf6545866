import { Recorder, type PolicyTimeline } from '@ledgerdesk/application';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import { type EventStore, lastRecordedAt } from '@ledgerdesk/event-store';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { GatewayServer } from '@ledgerdesk/esdb-gateway';
import { AsOfPool, type AsOfReader, inlineAsOfReader, type LeaderLock, ProgressBoard } from '@ledgerdesk/runtime';
import { type DataFolder, dataFolder } from './data-folder.js';
import { type EngineTime, engineTime } from './engine-clock.js';
import { replaySource } from './as-of/replay-source.js';
import { threadScript } from './thread-script.js';
import {
  openAttachments,
  openLogForWriting,
  openOutbox,
  openPresence,
  openRowsView,
  type StorageConfig,
  storageConfigOf,
  leaderLock,
} from './storage.js';
import {
  projectionsElsewhere,
  projectionsHere,
  projectionsInThread,
  type RunningProjections,
} from './workers/projections.js';
import { policiesFor } from './policy-files.js';
import { secretsIn } from './secrets.js';
import { hasRole, type Settings } from './settings.js';
import { serveGateway } from './gateway.js';

/** How an engine is put together, besides its settings. */
export interface EngineOptions {
  /** `threads` (default): commits and projections beside the calling thread. `here`: all in it, for short-lived work. */
  readonly work?: 'threads' | 'here';
  /** Another time than the settings ask for: tests and imports bring their own. */
  readonly time?: EngineTime;
  /** Done with the log open and locked, before the rules are read: an import brings its taxonomy. */
  readonly beforePolicies?: (store: EventStore, folder: DataFolder) => Promise<void>;
  /** Told when the projections' thread has died. */
  readonly onProjectionsDeath?: (fault: Error) => void;
}

/** The parts of a running engine. */
export interface Engine {
  readonly settings: Settings;
  readonly folder: DataFolder;
  readonly store: EventStore;
  readonly rows: ReadStoreView;
  /** Answers queries as of a moment of the log. */
  readonly asOf: AsOfReader;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly attachments: AttachmentStore;
  readonly policies: PolicyTimeline;
  readonly time: EngineTime;
  readonly recorder: Recorder;
  readonly board: ProgressBoard;
  readonly secrets: ReturnType<typeof secretsIn>;
  /** The embedded log as others read it, where ESDB_PORT asks for that. */
  readonly wire: GatewayServer | undefined;
  /** Whose turn it is among processes that share the rows. */
  leaderLock(name: string): Promise<LeaderLock>;
  close(): Promise<void>;
}

/** Opens stores and rules of a data folder and sets the projections to work. Rejects with StoreLocked beside another writer. */
export const openEngine = async (settings: Settings, options: EngineOptions = {}): Promise<Engine> => {
  const folder = dataFolder(settings.DATA_DIR);
  const storage = storageConfigOf(settings);
  const store = await openLogForWriting(storage, options.work !== 'here');
  try {
    await options.beforePolicies?.(store, folder);
    const parts = {
      settings,
      leaderLock: (name: string) => leaderLock(storage, name),
      folder,
      store,
      policies: policiesFor(settings),
      rows: await openRowsView(storage),
      asOf:
        options.work === 'here'
          ? inlineAsOfReader(replaySource(store))
          : new AsOfPool({ script: threadScript('as-of/as-of-thread'), workerData: storage }),
      outbox: await openOutbox(storage),
      presence: await openPresence(storage),
      attachments: await openAttachments(storage),
      board: new ProgressBoard(),
    };
    return await assemble(parts, await startProjections(parts, storage, options), options);
  } catch (fault) {
    await store.close();
    throw fault;
  }
};

type Opened = Pick<
  Engine,
  | 'settings'
  | 'leaderLock'
  | 'folder'
  | 'store'
  | 'policies'
  | 'rows'
  | 'asOf'
  | 'outbox'
  | 'presence'
  | 'attachments'
  | 'board'
>;

const raise = (fault: Error): never => {
  throw fault;
};

const startProjections = (
  { settings, store, rows, board }: Opened,
  storage: StorageConfig,
  { work, onProjectionsDeath = raise }: EngineOptions,
): Promise<RunningProjections> => {
  if (!hasRole(settings, 'projections')) return projectionsElsewhere(store, rows, board);
  return work === 'here'
    ? projectionsHere(store, storage, board)
    : projectionsInThread(storage, board, onProjectionsDeath);
};

const assemble = async (opened: Opened, projections: RunningProjections, { time }: EngineOptions): Promise<Engine> => {
  const { settings, folder, store, rows, asOf, outbox, presence, attachments } = opened;
  const last = await lastRecordedAt(store);
  const engineOwn = time ?? engineTime(settings, last);
  const wire = await serveGateway(settings, store, engineOwn.clock);
  return {
    ...opened,
    time: engineOwn,
    wire,
    recorder: new Recorder(engineOwn.clock, last),
    secrets: secretsIn(folder.path, settings),
    close: async () => {
      await projections.stop();
      await asOf.close();
      await rows.close();
      await outbox.close();
      await presence.close();
      await attachments.close();
      await wire?.close();
      await store.close();
    },
  };
};
