import { EngineClock, PolicyRecord, ViewedLog } from '@ledgerdesk/application';
import { CallCounts, EngineEventStore, lastRecordedAt } from '@ledgerdesk/event-store';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { type KeyStore, KeyUnsealer } from '@ledgerdesk/sealing';
import { type EventOrigin, messageOf } from '@ledgerdesk/kernel';
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
import { childEnvironment } from './child-environment.js';
import { createDataFolder, type DataFolder, restrictDataFolder } from './data-folder.js';
import type { EngineContext } from './engine-context.js';
import { type EngineOptions, warnOnStderr } from './engine-options.js';
import { clockOrigin, type EngineTime, engineTime } from './engine-time.js';
import { announceKey } from './ledger/announce-key.js';
import { ledgerConfigOf } from './ledger/ledger-config.js';
import { requireTree } from './ledger/tree-loss.js';
import { requireHistory } from './log-readers.js';
import { keyStorePlace } from './keys/key-store-place.js';
import { requireKeyStore } from './keys/key-store-use.js';
import type { OpenResources } from './open-resources.js';
import { openingSteps } from './opening-steps.js';
import { policiesFor } from './policy-files.js';
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
} from './storage.js';
import { threadScript } from './thread-script.js';

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

/** What the steps of opening an engine share. */
interface Opening {
  readonly settings: Settings;
  readonly storage: StorageConfig;
  readonly options: EngineOptions & Required<Pick<EngineOptions, 'workerThreads' | 'onWarning'>>;
  /** Gets what was opened, to be closed in reverse order. */
  readonly resources: OpenResources;
}

const openFolder = ({ settings, options: { onWarning } }: Opening): DataFolder => {
  const folder = createDataFolder(settings.DATA_DIR);
  const accessible = restrictDataFolder(folder);
  if (accessible.length > 0) onWarning(accessWarning(accessible));
  return folder;
};

type OpenLog = Pick<EngineContext, 'log' | 'store' | 'secrets' | 'keys'>;

/** Opens and locks the log, and the keys of what it contains. */
const openLog = async (
  { settings, storage, options: { workerThreads, onWarning }, resources }: Opening,
  folder: DataFolder,
): Promise<OpenLog> => {
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
  return { log, store, secrets, keys };
};

/** Opens the trees of the log. Refuses a log that lacks history, or whose tree or keys are lost. */
const openTrees = async (
  { settings, storage, options: { onWarning }, resources }: Opening,
  folder: DataFolder,
  { log, store, secrets, keys }: OpenLog,
): Promise<Pick<EngineContext, 'trees' | 'ledger'> & { readonly unnamedKeyStore: string | undefined }> => {
  for (const warning of await setAsideDamaged(storage)) onWarning(warning);
  await requireHistory(store, storage, folder);
  const trees = resources.add(await openTreeStore(storage));
  const ledger = await ledgerConfigOf(settings, store, folder, secrets);
  for (const warning of await requireTree({ log, trees, ...ledger })) onWarning(warning);
  return {
    trees,
    ledger,
    unnamedKeyStore: keys && (await requireKeyStore(log, keys, { place: keyStorePlace(settings), onWarning })),
  };
};

/** Sets the clock by the log and, if it is simulated, by the moves on it. */
const openTime = async (
  { settings, options, resources }: Opening,
  folder: DataFolder,
  store: EngineEventStore,
): Promise<Pick<EngineContext, 'time' | 'clock' | 'clockMoves' | 'origin'>> => {
  const { machine, onWarning, origin: source = scenarioOf(settings) } = options;
  const lastRecorded = await lastRecordedAt(store);
  const time = options.time ?? engineTime(settings, { lastRecorded, folder: folder.path, onWarning, machine });
  resources.add({ close: async () => time.close?.() });
  const clockMoves = await followClockMoves(settings, store, time);
  if (clockMoves) resources.add(clockMoves);
  const origin = { ...source, ...(time.simulated && clockOrigin(settings, time.simulated.start)) };
  return { time, clock: new EngineClock(time.clock, lastRecorded), clockMoves, origin };
};

/** The stores for another process, which cannot share memory. */
const withoutCalls = ({ calls: _, ...storage }: StorageConfig): StorageConfig => storage;

/** Opens the rows, and what reads them and the log. */
const openReaders = async (
  { settings, storage, options: { workerThreads, onWarning, onFailure }, resources }: Opening,
  store: EngineEventStore,
): Promise<Pick<EngineContext, 'rows' | 'asOf' | 'pages' | 'followers'>> => {
  const rows = resources.add(await openRowsView(storage, (error) => onFailure?.(messageOf(error))));
  const pages = resources.add(
    workerThreads && (await readsBlock(storage))
      ? new PagePool({ script: threadScript('pages/page-thread'), workerData: storage })
      : inlinePageReader(new ViewedLog(store)),
  );
  const warnings = resources.add(sampledWarnings(onWarning));
  const asOf = resources.add(
    workerThreads
      ? new AsOfPool({
          script: threadScript('as-of/as-of-thread'),
          workerData: withoutCalls(storage),
          env: childEnvironment({ databases: true }),
          calls: new CallCounts(storage.calls),
          onInterrupted: ({ message }) => warnings.warn(`As-of queries and reports were interrupted. ${message}`),
        })
      : inlineAsOfReader(replaySource(store), rows),
  );
  const followers = resources.add(
    new Followers({
      tail: store.tail,
      pages,
      catchingUp: settings.EVENT_STREAMS_CATCHING_UP,
      maxPages: settings.EVENT_STREAM_PAGES,
    }),
  );
  return { rows, asOf, pages, followers };
};

/** Starts to check the stores: what has not read what the log has now is catching up. */
const startProbes = (settings: Settings, store: EngineEventStore, rows: ReadStoreView): StoreProbes => {
  const probes = new StoreProbes({
    store,
    rows,
    writes: {
      log: (['http', 'deadlines', 'processes'] as const).some((role) => hasRole(settings, role)),
      rows: settings.ROLES !== 'store',
    },
  });
  void probes.check();
  return probes;
};

/** Opens the record of who has read what, and its signed tree. */
const openReads = async (
  { settings, storage, options: { workerThreads }, resources }: Opening,
  { secrets }: OpenLog,
  { clock }: EngineTime,
): Promise<Pick<EngineContext, 'readAudit' | 'readCheckpoints'>> => {
  const readAudit = resources.add(await openReadAudit(storage, workerThreads));
  const readCheckpoints = resources.add(
    new ReadCheckpoints({
      audit: readAudit,
      log: { name: settings.LEDGER_NAME, tenant: settings.TENANT },
      seed: () => secrets.ledgerKey(),
      clock,
      timers: realTimers,
    }),
  );
  return { readAudit, readCheckpoints };
};

/** Opens the stores, policies and clock of an engine. What was opened is in `resources`, also if it rejects. */
export const openContext = async (
  settings: Settings,
  storage: StorageConfig,
  options: EngineOptions,
  resources: OpenResources,
): Promise<EngineContext> => {
  const { workerThreads = true, onWarning = warnOnStderr } = options;
  const opening: Opening = { settings, storage, options: { ...options, workerThreads, onWarning }, resources };
  const folder = openFolder(opening);
  const opened = await openLog(opening, folder);
  const { store } = opened;
  const { unnamedKeyStore, ...tree } = await openTrees(opening, folder, opened);
  await options.beforePolicies?.(store, folder);
  const timed = await openTime(opening, folder, store);
  const policies = policiesFor(settings);
  const { origin } = timed;
  const { TENANT: tenant } = settings;
  store.openWith(...openingSteps({ settings, policies, origin, now: timed.clock.now() }, unnamedKeyStore));
  if (hasRole(settings, 'processes'))
    await announceKey({ store, trees: tree.trees, config: tree.ledger, ...timed, tenant });
  const readers = await openReaders(opening, store);
  return {
    settings,
    folder,
    ...opened,
    ...tree,
    ...timed,
    ...readers,
    probes: startProbes(settings, store, readers.rows),
    policies,
    policyRecord: await PolicyRecord.open(store, policies.texts),
    outbox: resources.add(await openOutbox(storage)),
    presence: resources.add(await openPresence(storage)),
    ...(await openReads(opening, opened, timed.time)),
    attachments: resources.add(await openAttachments(storage, settings.UPLOAD_FREE_BYTES)),
    projectionProgress: new ProjectionProgress(options.waitTimers),
    openLeaderLock: (name) => openLeaderLock(storage, name),
  };
};
