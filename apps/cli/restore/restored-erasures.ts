import type { BackupPlace } from '@ledgerdesk/backup';
import { decode, EngineLog, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, keyBearers } from '@ledgerdesk/events';
import { InvalidErasureList, parseErasureList, subjectLabel, type Tombstone } from '@ledgerdesk/sealing';
import { readFileSync, statSync } from 'node:fs';
import { ERASURE_LIST_FILE } from '../../server/key-backups/key-backups.js';

/** The list of erasures lacks some that are known here: it is not the newest. */
class ErasuresOutdated extends Error {
  readonly code = 'erasures-outdated';
}

/**
 * Reads the list of erasures. It must have all whom the backups of keys know as erased: an older one would bring people
 * back.
 * @throws InvalidErasureList
 * @throws ErasuresOutdated
 */
export const newestErasures = (
  file: string,
  keys: { readonly place: BackupPlace; readonly erased: readonly Tombstone[] } | undefined,
): readonly Tombstone[] => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new InvalidErasureList(
      `There is no list of erasures at ${file}. Name the newest one by --erasures: ${ERASURE_LIST_FILE} in the ` +
        'folder of keys, or a newer copy of it.',
    );
  const erasures = parseErasureList(readFileSync(file, 'utf8'));
  const lacking = lackingIn(keys?.erased ?? [], erasures);
  if (lacking.length === 0) return erasures;
  throw new ErasuresOutdated(
    `${file} lacks ${lacking.length} erasures that the backups of keys in ${keys?.place.path} have. Name the newest ` +
      'list.',
  );
};

/** Everyone whose erasure is complete in the log. */
export const erasedIn = async (log: ReadableLog): Promise<readonly Tombstone[]> => {
  const erased: Tombstone[] = [];
  for await (const { events } of pagesOf(new EngineLog(log), { filter: { types: ['SubjectErased'] } }))
    for (const event of events.map(decode))
      if (isLogged(event, ['SubjectErased'])) {
        const { kind, subjectId: id } = event.data;
        for (const subject of keyBearers({ kind, id }))
          erased.push({ subject, keyId: null, erasedAt: event.recordedAt });
      }
  return erased;
};

/** Those of one list who are not on another. */
export const lackingIn = (list: readonly Tombstone[], other: readonly Tombstone[]): readonly Tombstone[] => {
  const labels = new Set(other.map(({ subject }) => subjectLabel(subject)));
  return list.filter(({ subject }) => !labels.has(subjectLabel(subject)));
};
