import { EngineClock, PolicyRecord, ViewedLog } from '@ledgerdesk/application';
import {
  CallCounts,
  EngineEventStore,
  type EventStore,
  lastRecordedAt,
  type StoreStatus,
} from '@ledgerdesk/event-store';
import { type KeyStore, KeyUnsealer } from '@ledgerdesk/sealing';
import type { GatewayServer } from '@ledgerdesk/esdb-gateway';
import { type EventOrigin, messageOf, type Timers } from '@ledgerdesk/kernel';
import {
  AsOfPool,
  Followers,
  inlineAsOfReader,
  inlinePageReader,
  PagePool,
  ProjectionProgress,
  realTimers,
  SampledLog,
} from '@ledgerdesk/runtime';
import { replaySource } from './as-of/replay-source.js';
import { createDataFolder, type DataFolder, restrictDataFolder } from './data-folder.js';
import type { MachineClocks } from './engine-clock-guard.js';
import type { EngineContext } from './engine-context.js';
import { recordStart } from './engine-start.js';
import { clockOrigin, type EngineTime, engineTime } from './engine-time.js';
import { serveGateway } from './gateway.js';
import { ledgerConfigOf } from './ledger/ledger-config.js';
import { requireTree } from './ledger/tree-loss.js';
import { requireHistory } from './log-readers.js';
import { requireKeys } from './require-keys.js';
import { OpenResources } from './open-resources.js';
import { policiesFor } from './policy-files.js';
import { ProjectionRequests } from './projection-requests.js';
import { ClockMoves } from './sandbox/clock-moves.js';
import { ReadCheckpoints } from './read-checkpoints.js';
import { type Secrets, secretsIn } from './secrets.js';
import { hasRole, type Settings } from './settings.js';
import { StoreProbes } from './store-probes.js';
import {
  openAttachments,
  openKeyStore,
  openLeaderLock,
  openLogForWriting,
  openOutbox,
  openPresence,
  openReadAudit,
  openRowsView,
  openTreeStore,
  readsBlock,
  setAsideDamaged,
  type StorageConfig,
  storageConfigOf,
} from './storage.js';
import { KeyBackupEraser } from './key-backups/key-backup-eraser.js';
import { threadScript } from './thread-script.js';
import { Workers } from './workers/workers.js';

/** Options of an engine that are not settings. */
export interface EngineOptions {
  /** Run commits, projections and as-of queries in worker threads (default) or in the calling thread. */
  readonly workerThreads?: boolean;
  /** Replaces the clock of the settings. */
  readonly time?: EngineTime;
  /** Replaces the clocks of the machine, which an engine without a simulated clock follows. */
  readonly machine?: MachineClocks;
  /** Limit how long requests and processes wait for read models. Default: real time. */
  readonly waitTimers?: Timers;
  /**
   * Start no projections until `startProjections` is called. For bulk writers: read models that catch up at the end
   * cost a fraction of those that follow each append.
   */
  readonly deferProjections?: boolean;
  /** The import or simulation that records the events of this engine. Default: that of the setting SCENARIO. */
  readonly origin?: Omit<EventOrigin, 'clock'>;
  /** Called when the log is open and locked, before the policy files are read. */
  readonly beforePolicies?: (store: EventStore, folder: DataFolder) => Promise<void>;
  /** Called with what an operator should know, but that does not keep the engine from running. Default: stderr. */
  readonly onWarning?: (message: string) => void;
  /** Called when the projection thread has crashed. Default: throws. */
  readonly onProjectionsFailure?: (error: Error) => void;
  /**
   * Called when only a restart helps: the log cannot be written until it is opened again, or rows are damaged. Default:
   * nothing; what needs them is rejected.
   */
  readonly onFailure?: (message: string) => void;
}

/** A running engine. */
export interface Engine extends EngineContext {
  /** Serves the embedded log over EventStoreDB's protocol; undefined unless ESDB_PORT is set. */
  readonly gateway: GatewayServer | undefined;
  readonly workers: Workers;
  /** Calls of all threads to the server that keeps the log. */
  readonly calls: CallCounts;
  /** Starts the projections that `deferProjections` has put off. */
  startProjections(): Promise<void>;
  /** Whether the embedded log can be written; null if a server keeps the log. */
  logStatus(): StoreStatus['state'] | null;
  /** Stops the workers, then closes the gateway and the stores. */
  close(): Promise<void>;
}

/**
 * Opens the stores and policies of the settings and starts the projections. Closes everything that it opened if it
 * fails.
 * @throws StoreLocked if another process writes to the log
 * @throws HistoryLost if the log no longer contains events that were read from it
 * @throws PolicyChanged if a version of a policy file that was used has other contents now
 */
export const openEngine = async (settings: Settings, options: EngineOptions = {}): Promise<Engine> => {
  const calls = new CallCounts();
  const storage = { ...storageConfigOf(settings), calls: calls.memory };
  const resources = new OpenResources();
  try {
    const context = await openContext(settings, storage, options, resources);
    const gateway = await serveGateway(settings, context.log, context.time.clock);
    if (gateway) resources.add(gateway);
    const workers = new Workers(context);
    resources.add({ close: () => workers.stop() });
    const startProjections = async (): Promise<void> => {
      await workers.startProjections(storage, options);
      await workers.startLedger(storage, options);
    };
    if (options.deferProjections !== true) await startProjections();
    workers.startScrub(storage, options);
    resources.add(followRequests(context, options));
    if (context.keys) resources.add(eraserOf(settings, context.keys, options));
    const logStatus = followStatus(context.store, options);
    return { ...context, gateway, workers, calls, startProjections, logStatus, close: () => resources.close() };
  } catch (error) {
    await resources.close().catch(() => undefined);
    throw error;
  }
};

/** Records what `ledgerdesk projection` asks of a running engine. */
const followRequests = (
  { store, folder, settings, clock, origin }: EngineContext,
  { onWarning = warnOnStderr }: EngineOptions,
): ProjectionRequests =>
  new ProjectionRequests({
    store,
    folder: folder.path,
    tenant: settings.TENANT,
    origin,
    stamp: () => clock.stamp(),
    onWarning,
  });

/** Erases from backups of keys who is erased here or by another engine. */
const eraserOf = (settings: Settings, keys: KeyStore, { onWarning = warnOnStderr }: EngineOptions): KeyBackupEraser =>
  new KeyBackupEraser({ settings, keys, onWarning });

/** Reports changes of the log's status. Returns a function that returns the current one. */
const followStatus = (
  { status }: EventStore,
  { onWarning = warnOnStderr, onFailure }: EngineOptions,
): Engine['logStatus'] => {
  let current: StoreStatus['state'] | null = null;
  status?.subscribe((next) => {
    if (next.state === 'failed') onFailure?.(next.message);
    else if (next.state === 'refusing' && current !== 'refusing') onWarning(next.message);
    else if (next.state === 'writable' && current === 'refusing') onWarning('The log can be written again.');
    current = next.state;
  });
  return () => current;
};

const warnOnStderr = (message: string): void => {
  process.stderr.write(`warning: ${message}\n`);
};

const accessWarning = ([first, ...others]: readonly string[]): string =>
  `Other users of this machine can access ${first}${others.length > 0 ? ` and ${others.length} more paths` : ''}, ` +
  'and this process may not change that. Give its user the ownership of the data folder, with mode 0700.';

/** Warns of one cause at most once a minute, with a count. */
const sampledWarnings = (onWarning: (message: string) => void) => {
  const sampled = new SampledLog({ write: ({ message }) => onWarning(message), debug: () => undefined }, realTimers);
  return {
    warn: (message: string): void => sampled.record(message, { message }, new Date().toISOString()),
    close: async (): Promise<void> => sampled.close(),
  };
};

/**
 * Longest delay of an event for those who follow the log in this thread, while others arrive without end. Not where
 * projections run in this thread: a reader waits for them.
 */
const TAIL_REST_MS = { embedded: 20, remote: 40 } as const;

/** With CLOCK_START, operators may move the clock, and every engine on the log follows. */
const followClockMoves = async (
  { CLOCK_START }: Settings,
  store: EngineEventStore,
  { simulated }: EngineTime,
): Promise<ClockMoves | undefined> =>
  CLOCK_START === undefined || simulated === undefined
    ? undefined
    : ClockMoves.follow({ store, time: simulated, timers: realTimers });

const scenarioOf = ({ SCENARIO }: Settings): EventOrigin =>
  SCENARIO === undefined ? {} : { simulation: { source: 'engine', scenario: SCENARIO, seed: null } };

/** The keys of data subjects. A process that only serves the log has none. */
const openKeys = async (
  settings: Settings,
  storage: StorageConfig,
  secrets: Secrets,
): Promise<KeyStore | undefined> => {
  if (settings.ROLES === 'store') return undefined;
  secrets.makeMasterKey();
  return openKeyStore(storage);
};

const openContext = async (
  settings: Settings,
  storage: StorageConfig,
  {
    workerThreads = true,
    time,
    machine,
    waitTimers,
    origin: source = scenarioOf(settings),
    beforePolicies,
    onWarning = warnOnStderr,
    onFailure,
  }: EngineOptions,
  resources: OpenResources,
): Promise<EngineContext> => {
  const folder = createDataFolder(settings.DATA_DIR);
  const accessible = restrictDataFolder(folder);
  if (accessible.length > 0) onWarning(accessWarning(accessible));
  const logWarnings = resources.add(sampledWarnings(onWarning));
  const log = resources.add(await openLogForWriting(storage, { thread: workerThreads, onWarning: logWarnings.warn }));
  const secrets = secretsIn(folder.path, settings);
  const keys = await openKeys(settings, storage, secrets);
  if (keys) resources.add(keys);
  const store = new EngineEventStore(log, {
    ...(keys && { unsealer: new KeyUnsealer(keys) }),
    timers: realTimers,
    restMs: workerThreads ? TAIL_REST_MS[log.isRemote ? 'remote' : 'embedded'] : 0,
    onTrouble: logWarnings.warn,
  });
  resources.add({ close: async () => store.tail.close() });
  for (const warning of await setAsideDamaged(storage)) onWarning(warning);
  await requireHistory(store, storage, folder);
  const trees = resources.add(await openTreeStore(storage));
  const ledger = await ledgerConfigOf(settings, store, folder, secrets);
  for (const warning of await requireTree({ log, trees, ...ledger })) onWarning(warning);
  if (keys) await requireKeys(log, keys);
  await beforePolicies?.(store, folder);
  const lastRecorded = await lastRecordedAt(store);
  const usedTime = time ?? engineTime(settings, { lastRecorded, folder: folder.path, onWarning, machine });
  resources.add({ close: async () => usedTime.close?.() });
  const clockMoves = await followClockMoves(settings, store, usedTime);
  if (clockMoves) resources.add(clockMoves);
  const policies = policiesFor(settings);
  const clock = new EngineClock(usedTime.clock, lastRecorded);
  const origin = {
    ...source,
    ...(usedTime.simulated && clockOrigin(settings, usedTime.simulated.start)),
  };
  recordStart(store, { settings, policies, origin, now: clock.now() });
  const rows = resources.add(await openRowsView(storage, (error) => onFailure?.(messageOf(error))));
  const pages = resources.add(
    workerThreads && (await readsBlock(storage))
      ? new PagePool({ script: threadScript('pages/page-thread'), workerData: storage })
      : inlinePageReader(new ViewedLog(store)),
  );
  const probes = new StoreProbes({
    store,
    rows,
    writes: {
      log: (['http', 'deadlines', 'processes'] as const).some((role) => hasRole(settings, role)),
      rows: settings.ROLES !== 'store',
    },
  });
  // What has not read what the log has now is catching up.
  void probes.check();
  const readAudit = resources.add(await openReadAudit(storage, workerThreads));
  return {
    settings,
    folder,
    log,
    store,
    probes,
    policies,
    policyRecord: await PolicyRecord.open(store, policies.texts),
    rows,
    asOf: resources.add(
      workerThreads
        ? new AsOfPool({ script: threadScript('as-of/as-of-thread'), workerData: storage })
        : inlineAsOfReader(replaySource(store), rows),
    ),
    pages,
    followers: resources.add(
      new Followers({
        tail: store.tail,
        pages,
        catchingUp: settings.EVENT_STREAMS_CATCHING_UP,
        maxPages: settings.EVENT_STREAM_PAGES,
      }),
    ),
    outbox: resources.add(await openOutbox(storage)),
    presence: resources.add(await openPresence(storage)),
    readAudit,
    readCheckpoints: resources.add(
      new ReadCheckpoints({
        audit: readAudit,
        log: { name: settings.LEDGER_NAME, tenant: settings.TENANT },
        seed: () => secrets.ledgerKey(),
        clock: usedTime.clock,
        timers: realTimers,
      }),
    ),
    attachments: resources.add(await openAttachments(storage, settings.UPLOAD_FREE_BYTES)),
    time: usedTime,
    clock,
    origin,
    clockMoves,
    projectionProgress: new ProjectionProgress(waitTimers),
    trees,
    ledger,
    secrets,
    keys,
    openLeaderLock: (name) => openLeaderLock(storage, name),
  };
};
