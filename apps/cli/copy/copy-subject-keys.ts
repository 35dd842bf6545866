import { restrictToOwner } from '@ledgerdesk/files';
import { realTimers } from '@ledgerdesk/runtime';
import { keyIdsInFile, openSqliteKeyReader } from '@ledgerdesk/sealing/sqlite';
import { openSqliteReadOnly } from '@ledgerdesk/sqlite';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../../server/data-folder.js';
import { MASTER_KEY_NAME, masterKeysAt } from '../../server/master-key.js';
import { isLogUrl } from '../../server/storage.js';
import type { KeyLeftBehind } from './copy-keys.js';
import type { Endpoints } from './log-endpoints.js';

/** Keys that one call lists. */
const PAGE = 500;

/** Thrown before keys of personal data would be lost, or come back after an erasure. */
class SubjectKeysDiffer extends Error {
  readonly code = 'key-differs';
  constructor(target: string, source: string, what: string) {
    super(
      `${target} has ${what} ${source} does not have, and keys of personal data are never replaced. Copy into a new ` +
        'folder, or leave out --with-keys.',
    );
  }
}

/** Thrown if copied keys do not open with the copied master key. */
class SubjectKeysUnusable extends Error {
  readonly code = 'key-unusable';
  constructor(file: string, count: number) {
    super(
      `${count} keys in ${file} do not open with the master key beside them. Check the source with ` +
        '`ledgerdesk doctor`.',
    );
  }
}

/**
 * Checks that the keys of personal data in the source have all that those in the target have.
 * @throws SubjectKeysDiffer
 */
export const checkSubjectKeys = ({ from, to }: Endpoints): void => {
  const [source, target] = [dataFolderAt(from).subjectKeys, dataFolderAt(to).subjectKeys];
  if (!existsSync(target)) return;
  const known = existsSync(source) ? keyIdsInFile(source) : new Map<string, string>();
  for (const [id, state] of keyIdsInFile(target)) {
    if (!known.has(id)) throw new SubjectKeysDiffer(target, source, 'keys that');
    if (state === 'erased' && known.get(id) !== 'erased')
      throw new SubjectKeysDiffer(target, source, 'destroyed a key that');
  }
};

/**
 * Copies the keys of personal data after the events that they seal, and opens each with the copied master key. Returns
 * the path of the copy; undefined if the source has no such keys in its folder.
 * @throws SubjectKeysDiffer, SubjectKeysUnusable
 */
export const copySubjectKeys = async (endpoints: Endpoints): Promise<string | undefined> => {
  const { subjectKeys: source } = dataFolderAt(endpoints.from);
  const { subjectKeys: target, keys } = dataFolderAt(endpoints.to);
  if (!existsSync(source)) return undefined;
  checkSubjectKeys(endpoints);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  const db = openSqliteReadOnly(source);
  try {
    await db.backup(partial);
  } finally {
    db.close();
  }
  restrictToOwner([partial]);
  for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
  renameSync(partial, target);
  await requireUsable(target, join(keys, MASTER_KEY_NAME));
  return target;
};

/** A master key that settings have cannot be tried: engines do so when they start. */
const requireUsable = async (file: string, masterKey: string): Promise<void> => {
  if (!existsSync(masterKey)) return;
  const keys = await openSqliteKeyReader(file, { masterKeys: masterKeysAt({ file: masterKey }), timers: realTimers });
  if (!keys) return;
  try {
    let unusable = 0;
    for (let page = await keys.keys('', PAGE); page.length > 0; page = await keys.keys(page.at(-1)?.id ?? '', PAGE))
      unusable += page.filter(({ opens }) => !opens).length;
    if (unusable > 0) throw new SubjectKeysUnusable(file, unusable);
  } finally {
    await keys.close();
  }
};

/** Says that an engine on the copy cannot open the personal data of the log, if the source has the keys and it not. */
export const subjectKeysLeftBehind = ({ from, to }: Endpoints): readonly KeyLeftBehind[] => {
  if (isLogUrl(from)) return [];
  const { subjectKeys: file } = dataFolderAt(from);
  if (!existsSync(file)) return [];
  if (isLogUrl(to))
    return [
      {
        file,
        consequence:
          'engines on the copy open personal data only with it: start them on a data folder that has it and its ' +
          'master key, or on the same KEYS_URL and MASTER_KEY.',
      },
    ];
  const { subjectKeys: target } = dataFolderAt(to);
  const there = existsSync(target) ? keyIdsInFile(target) : new Map<string, string>();
  if ([...keyIdsInFile(file).keys()].every((id) => there.has(id))) return [];
  return [
    {
      file,
      consequence:
        'the copy lacks keys of its personal data, and no engine can open it: repeat the command with --with-keys.',
    },
  ];
};
