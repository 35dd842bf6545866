import {
  type EventStore,
  HistoryLost,
  type ProjectionVersionRef,
  type ReadableLog,
  recordProjectionDecision,
  StoreLocked,
  type StoppingEvent,
} from '@ledgerdesk/event-store';
import { PROJECTION_STREAM } from '@ledgerdesk/events';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ProjectionStop } from '@ledgerdesk/read-store';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { dataFolderAt, requireDataFolder } from '../../server/data-folder.js';
import { clockOrigin } from '../../server/engine-time.js';
import { logReaders, losingReaders } from '../../server/log-readers.js';
import { ProjectionRequestFiles } from '../../server/projection-request-files.js';
import type { Settings } from '../../server/settings.js';
import {
  openLogForReading,
  openLogForWriting,
  openRowsView,
  type StorageConfig,
  storageConfigOf,
} from '../../server/storage.js';

const POLL_MS = 100;
/** Timeout in ms for the running engine to record a request. */
const PATIENCE_MS = 15_000;

/** The command cannot be carried out as given. */
class InvalidProjection extends Error {
  readonly code = 'invalid-projection';
}

/** The process that has the log open for writing records no requests. */
class NotRecorded extends Error {
  readonly code = 'not-recorded';
}

/** A read model as the store of rows knows it. */
interface StoredProjection extends ProjectionVersionRef {
  readonly stop: ProjectionStop | undefined;
  /** Ids of the events that its rows leave out. */
  readonly skipped: readonly string[];
}

const storedProjections = async (settings: Settings): Promise<readonly StoredProjection[]> => {
  requireDataFolder(settings);
  const view = await openRowsView(storageConfigOf(settings));
  try {
    const [versions, stops] = [await view.versions(), await view.stops()];
    return PROJECTIONS.map(({ name, version }) => {
      const isSame = (other: ProjectionVersionRef): boolean => other.name === name && other.version === version;
      return {
        name,
        version,
        stop: stops.find(isSame)?.stop,
        skipped: versions.find(isSame)?.checkpoint?.skipped?.split(',') ?? [],
      };
    });
  } finally {
    await view.close();
  }
};

const stateOf = ({ stop, skipped }: StoredProjection): string => {
  const left = skipped.length === 0 ? '' : `, leaves out ${skipped.join(', ')}`;
  return stop ? `stopped before ${stop.eventType} ${stop.eventId}${left}: ${stop.message}` : `not stopped${left}`;
};

/** One line for each read model: name, version, and the event before which it has stopped. */
export const listProjections = async (settings: Settings): Promise<readonly string[]> => {
  const projections = await storedProjections(settings);
  return projections.map((one) => `${one.name} (version ${one.version}): ${stateOf(one)}`);
};

const projectionNamed = async (settings: Settings, name: string): Promise<StoredProjection> => {
  const found = (await storedProjections(settings)).find((projection) => projection.name === name);
  if (found) return found;
  const known = PROJECTIONS.map((projection) => projection.name).join(', ');
  throw new InvalidProjection(`There is no read model "${name}". Known: ${known}.`);
};

const eventOf = ({ name, stop }: StoredProjection, eventId: string | undefined): StoppingEvent => {
  if (!stop) throw new InvalidProjection(`${name} has not stopped before an event: there is nothing to skip.`);
  if (eventId !== undefined && eventId !== stop.eventId)
    throw new InvalidProjection(`${name} has stopped before event ${stop.eventId}, not before ${eventId}.`);
  return { eventId: stop.eventId, eventType: stop.eventType, position: stop.position };
};

interface Decision {
  readonly projection: ProjectionVersionRef;
  readonly skip?: StoppingEvent;
  readonly reason: string | null;
}

/** Opens the log for appending; undefined if a running engine is its only writer. */
const openUnlessLocked = async (storage: StorageConfig): Promise<EventStore | undefined> => {
  try {
    return await openLogForWriting(storage, { thread: false });
  } catch (error) {
    if (error instanceof StoreLocked) return undefined;
    throw error;
  }
};

/** To append to a log that has lost events would hide that. */
const requireEvents = async (log: ReadableLog, storage: StorageConfig, folder: string): Promise<void> => {
  const losing = await losingReaders(log, await logReaders(storage, dataFolderAt(folder)));
  const open = losing.filter(({ accepted }) => !accepted);
  if (open.length > 0)
    throw new HistoryLost(open.map(({ kind, name, detail }) => ({ reader: `${kind} ${name}`, detail })));
};

const isRecorded = async (log: ReadableLog, id: string): Promise<boolean> =>
  (await log.readStream(PROJECTION_STREAM)).some((event) => event.id === id);

/** Asks the engine that has the log open to record a decision, and waits until it has. */
const askEngine = async (settings: Settings, storage: StorageConfig, id: string, decision: Decision): Promise<void> => {
  const files = new ProjectionRequestFiles(settings.DATA_DIR);
  const log = await openLogForReading(storage);
  files.write({ id, ...decision });
  try {
    for (let waited = 0; files.ids().includes(id); waited += POLL_MS) {
      if (waited >= PATIENCE_MS) throw new NotRecorded(`The engine did not record this within ${PATIENCE_MS} ms.`);
      await delay(POLL_MS);
    }
    if (decision.skip === undefined && !(await isRecorded(log, id)))
      throw new NotRecorded('The request was removed before the engine recorded it. Repeat it.');
  } finally {
    files.delete(id);
    await log.close();
  }
};

const decide = async (settings: Settings, decision: Decision, now: string): Promise<void> => {
  const storage = storageConfigOf(settings);
  const id = randomUUID();
  const log = await openUnlessLocked(storage);
  if (!log) return askEngine(settings, storage, id, decision);
  try {
    await requireEvents(log, storage, settings.DATA_DIR);
    const action = { id, tenant: settings.TENANT, now, origin: clockOrigin(settings, now) };
    await recordProjectionDecision(log, decision, action);
  } finally {
    await log.close();
  }
};

interface DecisionOptions {
  readonly reason: string | null;
  readonly now: string;
}

/**
 * Leaves the event out before which a read model has stopped. The engine may be running. Resolves to the event.
 * @throws InvalidProjection if there is no such read model, or it has not stopped before that event
 */
export const skipEvent = async (
  settings: Settings,
  name: string,
  { eventId, reason, now }: DecisionOptions & { readonly eventId?: string | undefined },
): Promise<StoppingEvent> => {
  const projection = await projectionNamed(settings, name);
  const skip = eventOf(projection, eventId);
  await decide(settings, { projection: { name, version: projection.version }, skip, reason }, now);
  return skip;
};

/**
 * Makes a read model apply the event again before which it has stopped, and those that it has left out. The engine may
 * be running. Resolves to the ids of the latter.
 * @throws InvalidProjection if there is no such read model, or it has neither stopped nor left out an event
 */
export const retryProjection = async (
  settings: Settings,
  name: string,
  { reason, now }: DecisionOptions,
): Promise<readonly string[]> => {
  const { version, stop, skipped } = await projectionNamed(settings, name);
  if (!stop && skipped.length === 0)
    throw new InvalidProjection(`${name} has not stopped and leaves out no event: there is nothing to retry.`);
  await decide(settings, { projection: { name, version }, reason }, now);
  return skipped;
};
