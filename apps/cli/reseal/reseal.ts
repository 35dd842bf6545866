import { type EventStore, type ReadableLog, START } from '@ledgerdesk/event-store';
import { replaceFile, restrictToOwner } from '@ledgerdesk/files';
import type { KeyStore } from '@ledgerdesk/sealing';
import { openSqliteReadOnly } from '@ledgerdesk/sqlite';
import { existsSync, readFileSync } from 'node:fs';
import { createDataFolder, dataFolderAt } from '../../server/data-folder.js';
import { masterKeyConfigOf } from '../../server/master-key.js';
import { secretsIn } from '../../server/secrets.js';
import type { Settings } from '../../server/settings.js';
import { embeddedStorage, isLogUrl, openKeyStore, storageConfigOf } from '../../server/storage.js';
import { compareLogs, START_OF_BOTH } from '../copy/compare-logs.js';
import { copyKeys } from '../copy/copy-keys.js';
import { copyLog } from '../copy/copy-log.js';
import { type Endpoints, isSameFolder, openSource, openTarget } from '../copy/log-endpoints.js';
import { logProgress } from '../terminal/log-progress.js';
import { resealViews } from './sealed-view.js';

/** The result of a sealed copy. */
export interface ResealResult {
  /** Number of events of the copy. */
  readonly events: number;
  /** Id of the copied log. */
  readonly logId: string;
}

/** Source and target are one log. */
class SameLog extends Error {
  readonly code = 'invalid-target';
  constructor() {
    super('Source and target are the same log. Name another, empty target.');
  }
}

/** Copies the keys of data subjects that the source has, so that what is sealed already opens in the copy too. */
const copySubjectKeys = async (from: string, to: string): Promise<void> => {
  const [source, target] = [dataFolderAt(from).subjectKeys, dataFolderAt(to).subjectKeys];
  if (!existsSync(source) || existsSync(target)) return;
  const db = openSqliteReadOnly(source);
  try {
    await db.backup(target);
  } finally {
    db.close();
  }
  restrictToOwner([target]);
};

/** The keys of the copy: in its data folder, or for a server, where the settings say. */
const openKeys = async ({ from, to }: Endpoints, settings: Settings): Promise<KeyStore> => {
  if (isLogUrl(to)) {
    createDataFolder(settings.DATA_DIR);
    secretsIn(settings.DATA_DIR, settings).makeMasterKey();
    return openKeyStore(storageConfigOf(settings));
  }
  createDataFolder(to);
  if (!isLogUrl(from)) {
    copyKeys({ from, to });
    await copySubjectKeys(from, to);
    const { taxonomy } = dataFolderAt(from);
    if (existsSync(taxonomy)) replaceFile(dataFolderAt(to).taxonomy, readFileSync(taxonomy));
  }
  secretsIn(to, settings).makeMasterKey();
  return openKeyStore({ ...embeddedStorage(to), masterKey: masterKeyConfigOf({ ...settings, DATA_DIR: to }) });
};

const resealInto = async (source: ReadableLog, target: EventStore, keys: KeyStore): Promise<number> => {
  const views = resealViews(keys);
  const opened = views.opened(target);
  const found = await compareLogs(views.original(source), opened, { after: START_OF_BOTH, until: START });
  const after = found.at(-1) ?? START_OF_BOTH;
  const until = await source.head();
  const progress = await logProgress('reseal', source, after[0]);
  try {
    await copyLog(views.sealed(source), target, { after: after[0], until }, progress.onPosition);
  } finally {
    progress.stop();
  }
  return (await compareLogs(views.original(source), opened, { after: START_OF_BOTH, until })).length;
};

/**
 * Copies a log with the personal fields of its events sealed, and compares the copy in clear, event by event. Writes
 * nothing to a target that is not empty or a partial copy. Repeat it to resume an interrupted copy.
 */
export const reseal = async (endpoints: Endpoints, settings: Settings): Promise<ResealResult> => {
  if (isSameFolder(endpoints) || endpoints.from === endpoints.to) throw new SameLog();
  const source = await openSource(endpoints.from);
  try {
    const target = await openTarget(endpoints.to);
    try {
      const keys = await openKeys(endpoints, settings);
      try {
        return { events: await resealInto(source, target, keys), logId: target.logId };
      } finally {
        await keys.close();
      }
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};
