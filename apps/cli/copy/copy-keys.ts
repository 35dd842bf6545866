import { createFile, createPrivateFolder, restrictToOwner } from '@ledgerdesk/files';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../../server/data-folder.js';
import { type GeneratedKey, generatedKeysIn } from '../../server/secrets.js';
import { isLogUrl } from '../../server/storage.js';
import type { Endpoints } from './log-endpoints.js';

/** A key that an engine on the copy does not have, and what that means. */
export interface KeyLeftBehind {
  readonly file: string;
  /** What stops working, and how to keep it. */
  readonly consequence: string;
}

/** Thrown if keys are to be copied from or to a server that keeps a log and nothing else. */
class NoPlaceForKeys extends Error {
  readonly code = 'invalid-option';
  constructor() {
    super(
      '--with-keys copies keys between two data folders. Give engines of a cluster the same QUOTE_KEY and ' +
        'WEBHOOK_KEY instead: `base64 < keys/quotes.key` and `base64 < keys/webhooks.key` in the data folder.',
    );
  }
}

/** Thrown before a key would take the place of another one. */
class KeyDiffers extends Error {
  readonly code = 'key-differs';
  constructor(file: string, { file: source, loss }: GeneratedKey) {
    super(
      `${file} is another key than ${source}, and keys are never replaced. Copy into a new folder, or leave out ` +
        `--with-keys, or move the file away: an engine on the copy then uses the key of the source, and ${loss}.`,
    );
  }
}

const copyOf = ({ name }: GeneratedKey, to: string): string => join(dataFolderAt(to).keys, name);

const keysAt = (location: string): readonly GeneratedKey[] => (isLogUrl(location) ? [] : generatedKeysIn(location));

/**
 * Checks that the keys of the source can be copied, before anything is written.
 * @throws NoPlaceForKeys, KeyDiffers, or KeyDamaged if a key of the source is not whole
 */
export const checkKeys = ({ from, to }: Endpoints): void => {
  if (isLogUrl(from) || isLogUrl(to)) throw new NoPlaceForKeys();
  for (const key of keysAt(from)) checkKey(key, to);
};

const checkKey = (key: GeneratedKey, to: string): void => {
  const [content, copy] = [key.read(), copyOf(key, to)];
  if (existsSync(copy) && !readFileSync(copy).equals(content)) throw new KeyDiffers(copy, key);
};

/**
 * Copies the keys, synced and with mode 0600, and returns their paths at the target. Idempotent.
 * @throws KeyDiffers, or KeyDamaged if a key of the source is not whole
 */
export const copyKeys = ({ from, to }: Endpoints): readonly string[] => {
  const { keys: folder } = dataFolderAt(to);
  const keys = keysAt(from);
  if (keys.length > 0) createPrivateFolder(folder);
  for (const key of keys) {
    createFile(copyOf(key, to), key.read);
    checkKey(key, to);
  }
  const copied = keys.map((key) => copyOf(key, to));
  restrictToOwner([folder, ...copied]);
  return copied;
};

/** Lists the keys of the source that an engine on the copy does not have. */
export const keysLeftBehind = ({ from, to }: Endpoints): readonly KeyLeftBehind[] =>
  keysAt(from)
    .filter((key) => !isSame(key, to))
    .map((key) => ({ file: key.file, consequence: consequenceOf(key, to) }));

/** Also returns false if the key cannot be read: copying the log does not require access to it. */
const isSame = ({ name, file }: GeneratedKey, to: string): boolean => {
  try {
    return keysAt(to).some((key) => key.name === name && readFileSync(key.file).equals(readFileSync(file)));
  } catch {
    return false;
  }
};

const consequenceOf = ({ name, loss, setting }: GeneratedKey, to: string): string => {
  const inSetting = setting && `set ${setting} to its bytes in base64`;
  if (isLogUrl(to))
    return `engines on the copy have another key: ${loss}${inSetting ? `. To keep it, ${inSetting}` : ''}.`;
  return keysAt(to).some((key) => key.name === name)
    ? `the target has another key: ${loss}.`
    : `an engine on the copy generates a new key: ${loss}. To keep it, repeat the command with --with-keys.`;
};
