import { CallCounts, type EventStore, type StoreStatus } from '@ledgerdesk/event-store';
import type { KeyStore } from '@ledgerdesk/sealing';
import type { GatewayServer } from '@ledgerdesk/esdb-gateway';
import type { EngineContext } from './engine-context.js';
import { type EngineOptions, warnOnStderr } from './engine-options.js';
import { openContext } from './open-context.js';
import { serveGateway } from './gateway.js';
import { OpenResources } from './open-resources.js';
import { ProjectionRequests } from './projection-requests.js';
import type { Settings } from './settings.js';
import { storageConfigOf } from './storage.js';
import { KeyBackupEraser } from './key-backups/key-backup-eraser.js';
import { Workers } from './workers/workers.js';

/** A running engine. */
export interface Engine extends EngineContext {
  /** Serves the embedded log over EventStoreDB's protocol; undefined unless ESDB_PORT is set. */
  readonly gateway: GatewayServer | undefined;
  readonly workers: Workers;
  /** Calls of all threads to the server that keeps the log. */
  readonly calls: CallCounts;
  /** Erases from the backups of keys; undefined if the process has no keys. */
  readonly keyBackups: KeyBackupEraser | undefined;
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
    const keyBackups = context.keys && resources.add(eraserOf(settings, context.keys, options));
    const logStatus = followStatus(context.store, options);
    const close = (): Promise<void> => resources.close();
    return { ...context, gateway, workers, calls, keyBackups, startProjections, logStatus, close };
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
