import { Recorder, type RuleBook } from '@ledgerdesk/application';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import { type EventStore, lastRecordedAt } from '@ledgerdesk/event-store';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { WireServer } from '@ledgerdesk/esdb-gateway';
import { ProgressBoard } from '@ledgerdesk/runtime';
import { type DataFolder, dataFolder } from './data-folder.js';
import { type EngineTime, engineTime } from './engine-clock.js';
import { pastInThreads } from './as-of/in-thread.js';
import { type Past, pastHere } from './as-of/as-of-reader.js';
import {
  openAttachments,
  openLogForWriting,
  openOutbox,
  openPresence,
  openRowsView,
  type Places,
  placesOf,
  type Turns,
  turnsAt,
} from './storage.js';
import {
  projectionsElsewhere,
  projectionsHere,
  projectionsInThread,
  type RunningProjections,
} from './workers/projections.js';
import { rulesFor } from './policy-files.js';
import { secretsIn } from './secrets.js';
import { hasRole, type Settings } from './settings.js';
import { serveWire } from './gateway.js';

/** How an engine is put together, besides its settings. */
export interface EngineOptions {
  /** `threads` (default): commits and projections beside the calling thread. `here`: all in it, for short-lived work. */
  readonly work?: 'threads' | 'here';
  /** Another time than the settings ask for: tests and imports bring their own. */
  readonly time?: EngineTime;
  /** Done with the log open and locked, before the rules are read: an import brings its taxonomy. */
  readonly beforeRules?: (store: EventStore, folder: DataFolder) => Promise<void>;
  /** Told when the projections' thread has died. */
  readonly onProjectionsDeath?: (fault: Error) => void;
}

/** The parts of a running engine. */
export interface Engine {
  readonly settings: Settings;
  readonly folder: DataFolder;
  readonly store: EventStore;
  readonly rows: ReadStoreView;
  /** What rows were like at a moment of the log. */
  readonly past: Past;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly attachments: AttachmentStore;
  readonly rules: RuleBook;
  readonly time: EngineTime;
  readonly recorder: Recorder;
  readonly board: ProgressBoard;
  readonly secrets: ReturnType<typeof secretsIn>;
  /** The embedded log as others read it, where ESDB_PORT asks for that. */
  readonly wire: WireServer | undefined;
  /** Whose turn it is among processes that share the rows. */
  turnsAt(name: string): Promise<Turns>;
  close(): Promise<void>;
}

/** Opens stores and rules of a data folder and sets the projections to work. Rejects with StoreLocked beside another writer. */
export const openEngine = async (settings: Settings, options: EngineOptions = {}): Promise<Engine> => {
  const folder = dataFolder(settings.DATA_DIR);
  const places = placesOf(settings, folder);
  const store = await openLogForWriting(places, options.work !== 'here');
  try {
    await options.beforeRules?.(store, folder);
    const parts = {
      settings,
      turnsAt: (name: string) => turnsAt(places, name),
      folder,
      store,
      rules: rulesFor(settings),
      rows: await openRowsView(places),
      past: options.work === 'here' ? pastHere(store) : pastInThreads(places),
      outbox: await openOutbox(folder, places),
      presence: await openPresence(folder, places),
      attachments: await openAttachments(folder, places),
      board: new ProgressBoard(),
    };
    return await assemble(parts, await startProjections(parts, places, options), options);
  } catch (fault) {
    await store.close();
    throw fault;
  }
};

type Opened = Pick<
  Engine,
  | 'settings'
  | 'turnsAt'
  | 'folder'
  | 'store'
  | 'rules'
  | 'rows'
  | 'past'
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
  places: Places,
  { work, onProjectionsDeath = raise }: EngineOptions,
): Promise<RunningProjections> => {
  if (!hasRole(settings, 'projections')) return projectionsElsewhere(store, rows, board);
  return work === 'here'
    ? projectionsHere(store, places, board)
    : projectionsInThread(places, board, onProjectionsDeath);
};

const assemble = async (opened: Opened, projections: RunningProjections, { time }: EngineOptions): Promise<Engine> => {
  const { settings, folder, store, rows, outbox, presence, attachments } = opened;
  const last = await lastRecordedAt(store);
  const engineOwn = time ?? engineTime(settings, last);
  const wire = await serveWire(settings, store, engineOwn.clock);
  return {
    ...opened,
    time: engineOwn,
    wire,
    recorder: new Recorder(engineOwn.clock, last),
    secrets: secretsIn(folder.path, settings),
    close: async () => {
      await projections.stop();
      await rows.close();
      await outbox.close();
      await presence.close();
      await attachments.close();
      await wire?.close();
      await store.close();
    },
  };
};
