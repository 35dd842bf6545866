import { messageOf } from '@ledgerdesk/kernel';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { dataFolderAt, type Settings } from '../../server/index.js';
import { openRowsView, type StorageConfig } from '../../server/storage.js';
import { type Finding, good, masked, note, trouble } from './finding.js';

/** The log that the settings name, in words. */
export const logPlace = ({ EVENTSTORE_URL, DATA_DIR }: Settings): string =>
  EVENTSTORE_URL === undefined ? dataFolderAt(DATA_DIR).events : masked('EVENTSTORE_URL', EVENTSTORE_URL);

/** An error with the address of the log at which it occurred. */
export const logTrouble = (settings: Settings, error: unknown): Finding =>
  trouble(
    'log',
    settings.EVENTSTORE_URL === undefined
      ? error
      : new Error(`${messageOf(error)} EVENTSTORE_URL is ${logPlace(settings)}.`, { cause: error }),
  );

/** Checks that the database of DATABASE_URL can be reached and takes writes. Returns nothing for embedded stores. */
export const checkDatabase = async (
  { DATABASE_URL }: Settings,
  storage: StorageConfig,
): Promise<readonly Finding[]> => {
  if (DATABASE_URL === undefined) return [];
  const place = masked('DATABASE_URL', DATABASE_URL);
  const view = await openRowsView(storage);
  try {
    const versions = await view.versions();
    await view.checkWritable?.();
    return [
      versions.length === 0
        ? note('database', `${place} takes writes; no engine has used it yet`)
        : good('database', `${place} takes writes; ${versions.length} read models are stored there`),
    ];
  } catch (error) {
    return [trouble('database', new Error(`${messageOf(error)} DATABASE_URL is ${place}.`, { cause: error }))];
  } finally {
    await view.close();
  }
};

/** Files of embedded stores in the data folder which the settings replace by servers. */
export const unusedFiles = ({ EVENTSTORE_URL, DATABASE_URL, DATA_DIR }: Settings): readonly Finding[] => {
  const { events, rows, outbox, presence } = dataFolderAt(DATA_DIR);
  const unused = [
    ...(EVENTSTORE_URL === undefined ? [] : [[events, 'EVENTSTORE_URL'] as const]),
    ...(DATABASE_URL === undefined ? [] : [rows, outbox, presence].map((file) => [file, 'DATABASE_URL'] as const)),
  ];
  return unused
    .filter(([file]) => existsSync(file))
    .map(([file, setting]) =>
      note(`file ${basename(file)}`, `${file} is not used and was not checked: ${setting} is set`),
    );
};
