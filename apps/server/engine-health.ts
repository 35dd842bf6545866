import type { CommandExecutor } from '@ledgerdesk/application';
import { positionDifference } from '@ledgerdesk/runtime';
import { type Health, healthOf, type StoreReport } from '../api/operations/health.js';
import { Metrics } from '../api/operations/metrics.js';
import type { Engine } from './engine.js';
import { mailStatus } from './mail.js';

/** Looks at the stores, and whether reads can be recorded again after one could not be. */
const checkStores = async ({ probes, readAudit }: Engine): Promise<StoreReport> => {
  if (readAudit.isRefusing) await readAudit.probe().catch(() => undefined);
  return probes.check();
};

/** Positions between the newest event in memory and the head of the log when it was looked at last. */
const tailLag = ({ store, probes }: Engine): number | undefined => {
  const { head } = probes.report();
  return store.tail?.position !== undefined && head !== undefined
    ? positionDifference(store.tail.position, head)
    : undefined;
};

/** The health of an engine. `isStopping` is true while its server closes. */
export const healthOfEngine = (engine: Engine, isStopping: () => boolean): Health => {
  const { workers } = engine;
  return healthOf({
    projections: () => engine.projectionProgress.status(),
    deadlines: () => workers.timerStatus(),
    processes: () => workers.processStatus(),
    mail: () => mailStatus(engine.settings),
    scrub: () => workers.scrubStatus(),
    ledger: () => workers.treeStatus(),
    unreachedKeyBackups: () => engine.keyBackups?.status.length ?? 0,
    log: () => engine.logStatus(),
    clock: () => engine.time.status?.() ?? null,
    stores: () => engine.probes.report(),
    refusesReads: () => engine.readAudit.isRefusing,
    checkStores: () => checkStores(engine),
    recheckRows: () => engine.probes.recheckRows(),
    readsRows: () => engine.settings.ROLES !== 'store',
    isStopping,
  });
};

/** The metrics of an engine. */
export const metricsOfEngine = (
  engine: Engine,
  health: Health,
  recordedCommands: () => CommandExecutor['recorded'],
): Metrics =>
  new Metrics(health, {
    catchingUp: () => engine.followers.catchingUp,
    commands: recordedCommands,
    tailLag: () => tailLag(engine),
    refusesReads: () => engine.readAudit.isRefusing,
    ...(engine.settings.EVENTSTORE_URL !== undefined && { calls: engine.calls }),
  });
