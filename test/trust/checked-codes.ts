import {
  checkLog,
  checkRows,
  type Finding,
  type FindingCode,
  Findings,
  logChecks,
  openSavedCheckpoint,
  type Report,
  type SavedCheckpoint,
  TreeCheck,
  WHOLE,
} from '@ledgerdesk/integrity';
import type { Policies } from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { dataFolderAt, policiesFor, type Settings, settingsFrom } from '../../apps/server/index.js';
import { checkSchemas } from '../../apps/server/integrity/check-schemas.js';
import {
  checkEvents,
  checkKeys,
  checkStoredReads,
  type DeepCheck,
  runDeepChecks,
} from '../../apps/server/integrity/deep-checks.js';
import { openEngineLog, openRowsView, storageConfigOf } from '../../apps/server/storage.js';

/** What `ledgerdesk doctor --deep` finds in a folder. */
export interface Checked {
  /** Codes of damage. */
  readonly damage: ReadonlySet<FindingCode>;
  /** Codes of questions that stay open. */
  readonly open: ReadonlySet<FindingCode>;
  readonly findings: readonly Finding[];
}

/** A check of the command, or all of them, on a folder. Without a saved checkpoint, some questions stay open. */
export type Check = (folder: string, saved?: SavedCheckpoint) => Promise<Checked>;

const codes = (findings: readonly Finding[], state: Finding['state']): ReadonlySet<FindingCode> =>
  new Set(findings.filter((finding) => finding.state === state).map(({ code }) => code));

const checkedOf = (findings: readonly Finding[]): Checked => ({
  damage: codes(findings, 'damage'),
  open: codes(findings, 'unknown'),
  findings,
});

/** Runs the checks of `ledgerdesk doctor --deep` on the stores that settings name, in this process. */
export const checkStores = async (settings: Settings, saved?: SavedCheckpoint): Promise<Checked> => {
  const { findings } = await runDeepChecks(settings, storageConfigOf(settings), { whole: true, saved });
  return checkedOf([...findings.all, ...(await followersOf(settings)).findings]);
};

/** Runs the checks of `ledgerdesk doctor --deep` on a data folder. */
export const checkFolder: Check = (folder, saved) => checkStores(settingsFrom({ DATA_DIR: folder }), saved);

/** Runs the checks of `ledgerdesk doctor` that are not deep: readers of the log, and the structure of the files. */
export const checkFollowers: Check = (folder) => followersOf(settingsFrom({ DATA_DIR: folder }));

const followersOf = async (settings: Settings): Promise<Checked> =>
  checkedOf(
    (await diagnose(settings)).flatMap(({ code, what, state, detail }): Finding[] =>
      code !== undefined && state === 'trouble' ? [{ code, state: 'damage', place: what, detail }] : [],
    ),
  );

const reporting = async (check: (report: Report) => Promise<unknown>): Promise<Checked> => {
  const found = new Findings();
  await check(found.report);
  return checkedOf(found.all);
};

let policies: Policies | undefined;

/** The policies beside the project. They are the same for every folder, and take longer to read than a log. */
const policiesOf = (settings: Settings): Policies => (policies ??= policiesFor(settings).at(''));

/** Runs the checks of the log alone, with what the log keeps beside its events. */
export const checkLogAlone: Check = (folder, saved) =>
  reporting(async (report) => {
    const log = openSqliteLog({ file: dataFolderAt(folder).events });
    const root = saved && openSavedCheckpoint(saved).root;
    try {
      const tree = new TreeCheck({ leaves: log.leaves, roots: root ? [root] : [] });
      await checkLog({
        log,
        checks: [...logChecks({ log, policies: policiesOf(settingsFrom({ DATA_DIR: folder })) }), tree],
        report,
      });
      for (const detail of (await log.integrityCheck?.()) ?? [])
        report({ code: 'log-structure', state: 'damage', place: 'log', detail });
    } finally {
      await log.close();
    }
  });

/** Runs the checks of the events with tree, checkpoints, keys and files: what the stores can tell about their log. */
export const checkHistory: Check = (folder, saved) =>
  reporting(async (report) => {
    const settings = settingsFrom({ DATA_DIR: folder });
    const storage = storageConfigOf(settings);
    const log = await openEngineLog(storage);
    try {
      await checkEvents({ settings, storage, options: { saved }, policies: policiesOf(settings) }, log, report);
    } finally {
      await log.close();
    }
  });

/** Compares the schemas of the databases. */
export const checkSchemasAlone: Check = (folder) => reporting((report) => checkSchemas(dataFolderAt(folder), report));

type StoreCheck = (
  check: Pick<DeepCheck, 'settings' | 'storage'>,
  log: ReadableLog,
  report: Report,
) => Promise<unknown>;

/** Runs a check that compares a store with the log. */
const withStoredLog =
  (check: StoreCheck): Check =>
  (folder) =>
    reporting(async (report) => {
      const settings = settingsFrom({ DATA_DIR: folder });
      const storage = storageConfigOf(settings);
      const log = openSqliteLog({ file: dataFolderAt(folder).events });
      await check({ settings, storage }, log, report).finally(() => log.close());
    });

/** Checks the read audit. */
export const checkReadsAlone: Check = withStoredLog(checkStoredReads);

/** Checks the keys of data subjects, and the records of erasures. */
export const checkKeysAlone: Check = withStoredLog(checkKeys);

/** Compares the rows of one read model with those that the events give. */
export const checkRowsOf =
  (readModel: string): Check =>
  (folder) =>
    reporting(async (report) => {
      const storage = storageConfigOf(settingsFrom({ DATA_DIR: folder }));
      const [log, view] = [await openEngineLog(storage), await openRowsView(storage)];
      const projections = PROJECTIONS.filter(({ name }) => name === readModel);
      try {
        await checkRows({ log, decode, view, projections, sample: WHOLE, report, logId: log.logId });
      } finally {
        await view.close();
        await log.close();
      }
    });
