import { Recorder } from '@ledgerdesk/application';
import type { Rules } from '@ledgerdesk/domain';
import { lastRecordedAt } from '@ledgerdesk/event-store';
import { openSqliteEventStore, type SqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { ProgressBoard } from '@ledgerdesk/runtime';
import { type DataFolder, dataFolder } from './data-folder.js';
import { type EngineTime, engineTime } from './engine-clock.js';
import { projectionsHere, projectionsInThread, type RunningProjections } from './projections.js';
import { rulesFor } from './rule-files.js';
import { secretsIn } from './secrets.js';
import { hasRole, type Settings } from './settings.js';

/** How an engine is put together, besides its settings. */
export interface EngineOptions {
  /** `threads` (default): commits and projections beside the calling thread. `here`: all in it, for short-lived work. */
  readonly work?: 'threads' | 'here';
  /** Another time than the settings ask for: tests and imports bring their own. */
  readonly time?: EngineTime;
  /** Done with the log open and locked, before the rules are read: an import brings its taxonomy. */
  readonly beforeRules?: (store: SqliteEventStore, folder: DataFolder) => Promise<void>;
  /** Told when the projections' thread has died. */
  readonly onProjectionsDeath?: (fault: Error) => void;
}

/** The parts of a running engine on its embedded stores. */
export interface Engine {
  readonly settings: Settings;
  readonly folder: DataFolder;
  readonly store: SqliteEventStore;
  readonly rows: ReadStoreView;
  readonly rules: Rules;
  readonly time: EngineTime;
  readonly recorder: Recorder;
  readonly board: ProgressBoard;
  readonly secrets: ReturnType<typeof secretsIn>;
  close(): Promise<void>;
}

const IDLE: RunningProjections = { stop: async () => undefined };

/** Opens stores and rules of a data folder and sets the projections to work. Rejects with StoreLocked beside another writer. */
export const openEngine = async (settings: Settings, options: EngineOptions = {}): Promise<Engine> => {
  const folder = dataFolder(settings.DATA_DIR);
  const store = await openSqliteEventStore({ file: folder.events, thread: options.work !== 'here' });
  try {
    await options.beforeRules?.(store, folder);
    return await assemble(settings, options, folder, store, rulesFor(settings));
  } catch (fault) {
    await store.close();
    throw fault;
  }
};

const assemble = async (
  settings: Settings, { work = 'threads', time, onProjectionsDeath }: EngineOptions, folder: DataFolder, store: SqliteEventStore, rules: Rules,
): Promise<Engine> => {
  const last = await lastRecordedAt(store);
  const engineOwn = time ?? engineTime(settings, last);
  const board = new ProgressBoard();
  const start = () => work === 'threads'
    ? projectionsInThread(folder, board, onProjectionsDeath ?? ((fault) => { throw fault; }))
    : projectionsHere(store, folder, board);
  const projections = hasRole(settings, 'projections') ? await start() : IDLE;
  const rows = openReadStoreView(folder.rows);
  return {
    settings, folder, store, rows, rules, time: engineOwn, board,
    recorder: new Recorder(engineOwn.clock, last),
    secrets: secretsIn(folder.path),
    close: async () => {
      await projections.stop();
      await rows.close();
      await store.close();
    },
  };
};
