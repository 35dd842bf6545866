import { changedPolicies, PolicyChanged, policyVersions } from '@ledgerdesk/application';
import { lastRecordedAt, LogHistory, type ReadableLog } from '@ledgerdesk/event-store';
import { errorCodeOf, messageOf, type Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { positionDifference } from '@ledgerdesk/runtime';
import { existsSync } from 'node:fs';
import { type DataFolder, dataFolderAt, policiesFor, type Settings } from '../../server/index.js';
import { logReaders, losingReaders } from '../../server/log-readers.js';
import { basename } from 'node:path';
import {
  openAttachmentReader,
  openEngineLog,
  openRowsView,
  type StorageConfig,
  storageConfigOf,
} from '../../server/storage.js';
import { checkAttachments } from './check-attachments.js';
import { checkDatabase, logPlace, logTrouble, unusedFiles } from './check-servers.js';
import { type Finding, good, masked, note, trouble } from './finding.js';

const checkSettings = (settings: Settings): readonly Finding[] =>
  Object.entries(settings).map(([name, value]) =>
    good(`setting ${name}`, `${masked(name, value)}${process.env[name] === undefined ? ' (default)' : ''}`),
  );

const checkPolicies = (settings: Settings): readonly Finding[] => {
  try {
    return policiesFor(settings).periods.map(({ validFrom, policies }) =>
      good(
        validFrom === '' ? 'policies' : `policies from ${validFrom}`,
        policyVersions(policies)
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ),
    );
  } catch (error) {
    return [trouble('policies', error)];
  }
};

/** Versions of policy files that decisions have used, and that have other contents now. */
const checkPolicyTexts = async (settings: Settings, log: ReadableLog): Promise<readonly Finding[]> => {
  const changed = await changedPolicies(log, policiesFor(settings).texts);
  return changed.length === 0 ? [] : [trouble('policies', new PolicyChanged(changed))];
};

const checkReadModel = async (
  { name, version }: Projection,
  view: ReadStoreView,
  log: ReadableLog,
  history: LogHistory,
): Promise<Finding> => {
  const what = `read model ${name}`;
  const checkpoint = await view.checkpoint({ name, version });
  if (!checkpoint) return note(what, `version ${version} is not built yet; the engine builds it while running`);
  const found = await history.compare(checkpoint);
  if (found.kind === 'other-log') return trouble(what, 'belongs to a different log; the engine rebuilds it on start');
  if (found.kind === 'lost') return lossOf({ what, isSender: false, name, ...found });
  const behind = `version ${version}, ${positionDifference(checkpoint.position, await log.head())} events behind`;
  return checkpoint.skipped === undefined
    ? good(what, behind)
    : note(what, `${behind}; leaves out ${checkpoint.skipped.replaceAll(',', ', ')}, as an operator decided`);
};

/** Read models that have stopped before an event. */
const checkStops = async (view: ReadStoreView): Promise<readonly Finding[]> => {
  const isCurrent = ({ name, version }: Pick<Projection, 'name' | 'version'>): boolean =>
    PROJECTIONS.some((projection) => projection.name === name && projection.version === version);
  return (await view.stops())
    .filter(isCurrent)
    .map(({ name, stop }) =>
      trouble(
        `read model ${name}`,
        `${stop.message}; start an engine that can apply the event, or leave it out with ` +
          `"ledgerdesk projection skip ${name}"`,
      ),
    );
};

interface Loss {
  readonly what: string;
  readonly name: string;
  readonly isSender: boolean;
  readonly accepted: boolean;
  readonly detail: string;
}

/** The log lost events that were read from it. */
const lossOf = ({ what, name, isSender, accepted, detail }: Loss): Finding => {
  if (!accepted)
    return trouble(
      what,
      `${detail}; restore the newest copy of the log, or run "ledgerdesk accept-loss"`,
      'checkpoint-lost',
    );
  return isSender
    ? trouble(what, `waits for a decision (${detail}); run "ledgerdesk checkpoint '${name}' --at head"`)
    : note(what, `${detail}; the engine starts it anew, because the loss was accepted`);
};

const checkReadModels = async (storage: StorageConfig, log: ReadableLog): Promise<readonly Finding[]> => {
  const view = await openRowsView(storage);
  const history = new LogHistory(log);
  try {
    return [
      ...(await Promise.all(PROJECTIONS.map((projection) => checkReadModel(projection, view, log, history)))),
      ...(await checkStops(view)),
    ];
  } finally {
    await view.close();
  }
};

const checkProcesses = async (
  storage: StorageConfig,
  folder: DataFolder,
  log: ReadableLog,
): Promise<readonly Finding[]> => {
  const readers = (await logReaders(storage, folder)).filter(({ kind }) => kind !== 'read model');
  const losing = await losingReaders(log, readers);
  const head = await log.head();
  return readers.map((reader) => {
    const { kind, name, checkpoint } = reader;
    const loss = losing.find((one) => one.kind === kind && one.name === name);
    const what = `${kind} ${name}`;
    if (loss) return lossOf({ ...loss, what });
    if (checkpoint.logId !== log.logId) return note(what, 'has read a different log');
    return good(what, `${positionDifference(checkpoint.position, head)} events behind`);
  });
};

const checkStoredAttachments = async (
  storage: StorageConfig,
  log: ReadableLog,
  place: string,
): Promise<readonly Finding[]> => {
  const attachments = await openAttachmentReader(storage);
  try {
    const { referenced, missing, altered } = await checkAttachments(log, attachments);
    const intact = referenced - missing.length - altered.length;
    return [
      good('attachments', `${referenced} referenced by the log, ${intact} stored intact`),
      ...(missing.length > 0 ? [note('attachments', `not stored in ${place}: ${missing.join(', ')}`)] : []),
      ...altered.map((sha256) =>
        trouble('attachments', `the file stored as ${sha256} is damaged: its hash differs`, 'attachment-damaged'),
      ),
    ];
  } finally {
    await attachments.close();
  }
};

const checkIntegrity = async (log: ReadableLog): Promise<readonly Finding[]> => {
  const problems = await log.integrityCheck?.();
  if (!problems) return [note('log integrity', 'checked by the server that keeps the log')];
  return problems.length === 0
    ? [good('log integrity', 'pages intact, positions without gaps, revisions contiguous')]
    : problems.map((problem) => trouble('log integrity', problem, 'log-structure'));
};

/** Checks the structure of the embedded databases beside the log, without changing them. */
const checkDatabases = async (settings: Settings): Promise<readonly Finding[]> => {
  const { findDamage } = await import('@ledgerdesk/sqlite');
  const { rows, outbox, presence, reads, subscriptions } = dataFolderAt(settings.DATA_DIR);
  const used = settings.DATABASE_URL === undefined ? [rows, outbox, presence, reads, subscriptions] : [subscriptions];
  return used
    .filter((file) => existsSync(file))
    .map((file) => {
      const damage = findDamage(file);
      return damage === undefined
        ? good(`file ${basename(file)}`, 'pages intact')
        : trouble(`file ${basename(file)}`, `${file} is damaged: ${damage}`);
    });
};

/** A clock that the engine holds, or that is behind the log, is trouble. */
const checkClock = async (settings: Settings): Promise<readonly Finding[]> => {
  const { hasClockTrouble, describeClock } = await import('../clock/accept-clock.js');
  try {
    const detail = await describeClock(settings);
    return [(await hasClockTrouble(settings)) ? trouble('clock', detail) : good('clock', detail)];
  } catch (error) {
    if (errorCodeOf(error) !== 'clock-hold-damaged') throw error;
    return [trouble('clock', messageOf(error))];
  }
};

/** What follows the log, and what the log refers to. */
const checkFollowers = async (
  settings: Settings,
  storage: StorageConfig,
  log: ReadableLog,
): Promise<readonly Finding[]> => {
  const folder = dataFolderAt(settings.DATA_DIR);
  const place = settings.DATABASE_URL === undefined ? folder.attachments : 'the database';
  const errorOf = (what: string) => (error: unknown) => [trouble(what, error)];
  return [
    ...(await checkStoredAttachments(storage, log, place).catch(errorOf('attachments'))),
    ...(await checkReadModels(storage, log).catch(errorOf('read models'))),
    ...(await checkProcesses(storage, folder, log).catch(errorOf('processes'))),
  ];
};

const checkLog = async (
  settings: Settings,
  storage: StorageConfig,
  { hasRows }: { readonly hasRows: boolean },
): Promise<readonly Finding[]> => {
  const log = await openEngineLog(storage);
  try {
    const [head, last] = [await log.head(), (await lastRecordedAt(log)) ?? 'never'];
    return [
      good('log', `head ${head}, last recorded ${last}, id ${log.logId}, at ${logPlace(settings)}`),
      ...(await checkIntegrity(log)),
      ...(await checkPolicyTexts(settings, log).catch(() => [])),
      ...(hasRows ? await checkFollowers(settings, storage, log) : []),
      ...(await checkClock(settings).catch((error: unknown) => [trouble('clock', error)])),
    ];
  } finally {
    await log.close();
  }
};

/** Checks the stores that the settings name. A store that cannot be reached does not keep the others from a check. */
const checkStores = async (settings: Settings): Promise<readonly Finding[]> => {
  const storage = storageConfigOf(settings);
  const { events } = dataFolderAt(settings.DATA_DIR);
  const database = await checkDatabase(settings, storage);
  const hasRows = database.every(({ state }) => state !== 'trouble');
  const log =
    settings.EVENTSTORE_URL === undefined && !existsSync(events)
      ? [note('log', `no log at ${events} yet; the engine creates it on start`)]
      : await checkLog(settings, storage, { hasRows }).catch((error: unknown) => [logTrouble(settings, error)]);
  return [
    ...log,
    ...database,
    ...unusedFiles(settings),
    ...(await checkDatabases(settings).catch((error: unknown) => [trouble('files', error)])),
  ];
};

/**
 * Checks settings, policies, and the log, database and files that the settings name, with everything that follows the
 * log. Read-only: creates no files.
 */
export const diagnose = async (settings: Settings): Promise<readonly Finding[]> => [
  ...checkSettings(settings),
  ...checkPolicies(settings),
  ...(await checkStores(settings)),
];
