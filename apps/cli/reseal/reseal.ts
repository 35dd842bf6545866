import { type EventStore, pagesOf, type ReadableLog, START } from '@ledgerdesk/event-store';
import { replaceFile, restrictToOwner } from '@ledgerdesk/files';
import { type KeyStore, sealingKeyOf, subjectLabel } from '@ledgerdesk/sealing';
import { tombstonesInFile } from '@ledgerdesk/sealing/sqlite';
import { openSqliteReadOnly } from '@ledgerdesk/sqlite';
import { existsSync, readFileSync } from 'node:fs';
import { createDataFolder, dataFolderAt } from '../../server/data-folder.js';
import { namedKeyStore } from '../../server/keys/key-store-use.js';
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

/** The copy would lack keys that the source has made, or keep keys that it has destroyed. */
class KeysDiffer extends Error {
  readonly code = 'keys-differ';
  constructor(what: string) {
    super(
      `${what} Stop every engine on the source, delete the target, and repeat the command. If the keys of the source ` +
        'are not in its data folder, set KEYS_URL or DATABASE_URL to where they are, and a target on a server.',
    );
  }
}

/** @throws KeysDiffer if somebody was erased since the keys were copied */
const requireSameErasures = (source: string, target: string): void => {
  const erased = new Set(tombstonesInFile(target).map(({ subject }) => subjectLabel(subject)));
  if (tombstonesInFile(source).some(({ subject }) => !erased.has(subjectLabel(subject))))
    throw new KeysDiffer('Somebody was erased from the source after its keys were copied.');
};

/** @throws KeysDiffer if a sealed event of the copy has a key that is neither there nor destroyed */
const requireEveryKey = async (target: ReadableLog, keys: KeyStore): Promise<void> => {
  for await (const { events } of pagesOf(target)) {
    const ids = [...new Set(events.flatMap((event) => sealingKeyOf(event) ?? []))];
    const known = await keys.lookUp(ids);
    if (ids.some((id) => !known.has(id)))
      throw new KeysDiffer('The source has sealed events with keys that the copy does not have.');
  }
};

/** Keeps the id of the key store that the log names. @throws KeysDiffer if the keys of the copy have another one */
const requireNamedStore = async (target: ReadableLog, keys: KeyStore): Promise<void> => {
  const named = await namedKeyStore(target);
  if (named && (await keys.nameStore(named.id)) !== named.id)
    throw new KeysDiffer('The log names another key store than the one that has the keys of the copy.');
};

/** Copies the keys of data subjects that the source has, so that what is sealed already opens in the copy too. */
const copySubjectKeys = async (from: string, to: string): Promise<void> => {
  const [source, target] = [dataFolderAt(from).subjectKeys, dataFolderAt(to).subjectKeys];
  if (!existsSync(source)) return;
  if (existsSync(target)) return requireSameErasures(source, target);
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
  const { length } = await compareLogs(views.original(source), opened, { after: START_OF_BOTH, until });
  await requireEveryKey(target, keys);
  return length;
};

/**
 * Copies a log with the personal fields of its events sealed, and compares the copy in clear, event by event. Writes
 * nothing to a target that is not empty or a partial copy. Repeat it to resume an interrupted copy.
 * @throws KeysDiffer if the source has made or destroyed keys since the copy began
 */
export const reseal = async (endpoints: Endpoints, settings: Settings): Promise<ResealResult> => {
  if (isSameFolder(endpoints) || endpoints.from === endpoints.to) throw new SameLog();
  const source = await openSource(endpoints.from);
  try {
    const target = await openTarget(endpoints.to);
    try {
      const keys = await openKeys(endpoints, settings);
      try {
        const events = await resealInto(source, target, keys);
        await requireNamedStore(target, keys);
        return { events, logId: target.logId };
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
