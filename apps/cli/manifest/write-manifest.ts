import { readEpoch, type ReadableLog } from '@ledgerdesk/event-store';
import { type Answered, type Manifest, ManifestMaker } from '@ledgerdesk/manifest';
import type { StoredTree } from '@ledgerdesk/tree-store';
import { originOf } from '../../server/ledger/ledger-config.js';
import { manifestSourceOf } from '../../server/manifest-source.js';
import { type Settings, settingsFrom } from '../../server/settings.js';
import { replaceOutputFile } from '../terminal/output-file.js';

/** Opens the tree of the log in its current epoch for reading, calls `work` with it and closes it. */
export const withTree = async <T>(
  settings: Settings,
  log: ReadableLog,
  work: (tree: StoredTree | undefined) => Promise<T>,
): Promise<T> => {
  const { openTreeReader, storageConfigOf } = await import('../../server/storage.js');
  const trees = await openTreeReader(storageConfigOf(settings));
  try {
    return await work(trees?.tree(originOf(settings, await readEpoch(log))));
  } finally {
    await trees?.close();
  }
};

/** The manifest of an answer from the log of the settings. The engine may be running. */
export const manifestFor = (
  log: ReadableLog,
  answered: Answered,
  settings: Settings = settingsFrom(process.env),
): Promise<Manifest> =>
  withTree(settings, log, (tree) => new ManifestMaker(manifestSourceOf(log, tree)).manifestOf(answered));

/** Writes the manifest of an answer to a file, as a whole or not at all. */
export const writeManifest = async (file: string, log: ReadableLog, answered: Answered): Promise<void> =>
  replaceOutputFile(file, `${JSON.stringify(await manifestFor(log, answered), null, 1)}\n`);
