import type { Policies } from '@ledgerdesk/domain';
import { decode, type EngineLog, type ReadableLog } from '@ledgerdesk/event-store';
import {
  AttachmentHashes,
  beginRows,
  checkLog,
  checkRows,
  checkStoredKeys,
  damage,
  Findings,
  logChecks,
  type Report,
  type RowSample,
  type RowsRun,
  type SavedCheckpoint,
  SealedBoxes,
  TreeCheck,
  unknown,
  WHOLE,
} from '@ledgerdesk/integrity';
import { messageOf, type Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { KeyStore } from '@ledgerdesk/sealing';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { dataFolderAt } from '../data-folder.js';
import { namedKeyStore } from '../keys/key-store-use.js';
import { policiesFor } from '../policy-files.js';
import type { Settings } from '../settings.js';
import {
  openAttachmentReader,
  openEngineLog,
  openKeyReader,
  openReadAuditReader,
  openRowsView,
  openTreeReader,
  type StorageConfig,
} from '../storage.js';
import { checkErasures } from './check-erasures.js';
import { checkReads } from './check-reads.js';
import { checkReadsMissing } from './check-reads-missing.js';
import { checkStoredSchemas } from './check-schemas.js';
import { readSignedHistory, storedHashes } from './signed-history.js';

/** Rows that are replayed and held in memory at a time. */
const MAX_ROWS = 200_000;

export interface DeepCheckOptions {
  /** Compare every row, in as many passes over the log as memory needs. Default: one pass, over a sample. */
  readonly whole?: boolean;
  /** A checkpoint that was saved elsewhere. Without one, some questions stay open. */
  readonly saved?: SavedCheckpoint | undefined;
  /** Chooses the sample: 0 or more, less than 1. */
  readonly random?: () => number;
}

/** What is checked, and how. */
export interface DeepCheck {
  readonly settings: Settings;
  readonly storage: StorageConfig;
  readonly options: DeepCheckOptions;
}

/** A check of the events. */
interface EventsCheck extends DeepCheck {
  /** Has the time-zone data. Nothing follows from its files. */
  readonly policies: Policies;
}

/** What was checked, for a summary. */
export interface DeepCheckResult {
  readonly findings: Findings;
  /** Events that were read. */
  readonly events: number;
  /** Rows that are stored, and the share of them that was compared with the events. */
  readonly rows: number;
  readonly sample: RowSample;
  readonly seconds: number;
}

/** Runs a check. An error leaves its question open, and others are still checked. */
const attempt = async (place: string, report: Report, check: () => Promise<void> | void): Promise<void> => {
  try {
    await check();
  } catch (error) {
    report(unknown('check-failed', place, messageOf(error)));
  }
};

const storedRows = async (view: ReadStoreView, projections: readonly Projection[]): Promise<number> => {
  const counts = await Promise.all(projections.map(({ name }) => view.count(name)));
  return counts.reduce((sum, count) => sum + count, 0);
};

const samplesOf = (rows: number, { whole = false, random = Math.random }: DeepCheckOptions): readonly RowSample[] => {
  const of = Math.max(1, Math.ceil(rows / MAX_ROWS));
  if (whole) return Array.from({ length: of }, (_, residue) => ({ residue, of }));
  return [{ residue: Math.floor(random() * of), of }];
};

/** The rows that are checked. */
interface RowsPlan {
  readonly rows: number;
  readonly sample: RowSample;
  /** The first sample, which is replayed while the events are checked. */
  readonly run: RowsRun;
  /** Compares the rows of all samples. */
  readonly compare: () => Promise<void>;
}

const planRows = async (
  view: ReadStoreView,
  log: ReadableLog,
  options: DeepCheckOptions,
  report: Report,
): Promise<RowsPlan> => {
  const rows = await storedRows(view, PROJECTIONS);
  const [first = WHOLE, ...others] = samplesOf(rows, options);
  const check = { log, decode, view, projections: PROJECTIONS, report, logId: log.logId };
  const run = await beginRows({ ...check, sample: first });
  const compare = async (): Promise<void> => {
    await run.compare();
    for (const sample of others) await checkRows({ ...check, sample });
  };
  return { rows, sample: options.whole ? WHOLE : first, run, compare };
};

const checkKeyStore = async (log: ReadableLog, keys: Pick<KeyStore, 'storeId'>, report: Report): Promise<void> => {
  const [named, found] = [await namedKeyStore(log), await keys.storeId()];
  if (named && named.id !== found)
    report(damage('key-store-differs', 'keys', `the log names ${named.id}, this one is ${found ?? 'without an id'}`));
};

/** Checks the events, and what stands beside them: tree, checkpoints, keys and files. Returns their number. */
export const checkEvents = async (
  { settings, storage, options, policies }: EventsCheck,
  log: EngineLog,
  report: Report,
  rows?: RowsRun,
): Promise<number> => {
  const attachments = await openAttachmentReader(storage);
  const keys = await openKeyReader(storage);
  const trees = await openTreeReader(storage);
  let events = 0;
  try {
    const { roots, tree } = await readSignedHistory({
      settings,
      log: log.all,
      trees,
      checkpointFile: dataFolderAt(settings.DATA_DIR).checkpoint,
      saved: options.saved,
      report,
    });
    if (keys) await checkKeyStore(log.all, keys, report);
    // Before the events are read: an engine may go on writing.
    const stored = tree && (await storedHashes(tree));
    await checkLog({
      log: log.all,
      checks: [
        ...logChecks({ log: log.all, policies }),
        new SealedBoxes(keys),
        new AttachmentHashes(attachments),
        ...(rows ? [rows.feed] : []),
        new TreeCheck({ leaves: log.all.leaves, roots, stored }),
      ],
      report,
      onPage: (page) => void (events += page.events.length),
    });
  } finally {
    await trees?.close();
    await keys?.close();
    await attachments.close();
  }
  return events;
};

/** Checks the records of reads, and what the log says about them; without any, whether there must be some. */
export const checkStoredReads = async (
  { settings, storage }: Pick<DeepCheck, 'settings' | 'storage'>,
  log: Pick<ReadableLog, 'readStream' | 'readAll' | 'isRemote'>,
  report: Report,
  onPage?: (records: number) => Promise<void> | void,
): Promise<void> => {
  const audit = await openReadAuditReader(storage);
  if (!audit) return checkReadsMissing(settings, log, report);
  const trees = await openTreeReader(storage);
  try {
    await checkReads({ settings, audit, log, trees, report, ...(onPage && { onPage }) });
  } finally {
    await trees?.close();
    await audit.close();
  }
};

/** Checks the keys of data subjects, and who is erased. */
export const checkKeys = async (
  { settings, storage }: Pick<DeepCheck, 'settings' | 'storage'>,
  log: ReadableLog,
  report: Report,
  onPage?: (records: number) => Promise<void> | void,
): Promise<void> => {
  const keys = await openKeyReader(storage);
  try {
    if (keys) await checkStoredKeys(keys, report, onPage);
  } finally {
    await keys?.close();
  }
  await checkErasures(settings, log, report);
};

/**
 * Checks everything that the stores can tell about themselves: schemas, events, policies, files and rows. Only reads
 * them, with or without a running engine.
 */
export const runDeepChecks = async (
  settings: Settings,
  storage: StorageConfig,
  options: DeepCheckOptions = {},
): Promise<DeepCheckResult> => {
  const started = performance.now();
  const findings = new Findings();
  const { report } = findings;
  let [events, checked] = [0, { rows: 0, sample: WHOLE }];
  await attempt('schemas', report, () => checkStoredSchemas({ settings, storage }, report));
  await attempt('log', report, async () => {
    const log = await openEngineLog(storage);
    try {
      const check = { settings, storage, options };
      await attempt('read audit', report, () => checkStoredReads(check, log.all, report));
      await attempt('keys', report, () => checkKeys(check, log.all, report));
      const view = await openRowsView(storage);
      try {
        let plan: RowsPlan | undefined;
        await attempt('rows', report, async () => {
          plan = await planRows(view, log, options, report);
          checked = { rows: plan.rows, sample: plan.sample };
        });
        await attempt('events', report, async () => {
          const policies = policiesFor(settings).at('');
          events = await checkEvents({ ...check, policies }, log, report, plan?.run);
        });
        await attempt('rows', report, async () => plan?.compare());
      } finally {
        await view.close();
      }
    } finally {
      await log.close();
    }
  });
  return { findings, events, ...checked, seconds: (performance.now() - started) / 1000 };
};
