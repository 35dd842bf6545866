import { messageOf } from '@ledgerdesk/kernel';
import { MasterKeys } from '@ledgerdesk/sealing';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from './data-folder.js';
import type { Settings } from './settings.js';

/** Where the master keys are. Plain data, so that it can be passed to worker threads. */
export type MasterKeyConfig = { readonly keys: string } | { readonly file: string };

/** The settings that name the master keys. */
export type MasterKeySettings = Pick<Settings, 'DATA_DIR' | 'MASTER_KEY' | 'MASTER_KEY_FILE'>;

/** The file of the master key that an engine makes, in the folder of keys. */
export const MASTER_KEY_NAME = 'master.key';

/** The master key cannot be read, or is not one. */
class MasterKeyInvalid extends Error {
  readonly code = 'master-key-invalid';
}

const KEY = /^[A-Za-z0-9+/]{43}=$/;
const SEPARATOR = /[\s,]+/;

/** Returns what is wrong with the text of master keys; undefined if nothing is. The text is not repeated. */
export const faultOfMasterKeys = (text: string): string | undefined => {
  const keys = text.trim().split(SEPARATOR);
  return keys.every((key) => KEY.test(key)) ? undefined : 'it has something else than keys of 32 bytes in base64';
};

/** Where the settings say that the master keys are. */
export const masterKeyConfigOf = ({ DATA_DIR, MASTER_KEY, MASTER_KEY_FILE }: MasterKeySettings): MasterKeyConfig =>
  MASTER_KEY === undefined
    ? { file: MASTER_KEY_FILE ?? join(dataFolderAt(DATA_DIR).keys, MASTER_KEY_NAME) }
    : { keys: MASTER_KEY };

const textOf = (config: MasterKeyConfig): string => {
  if ('keys' in config) return config.keys;
  try {
    return readFileSync(config.file, 'utf8');
  } catch (error) {
    throw new MasterKeyInvalid(
      `The master key in ${config.file} cannot be read (${messageOf(error)}). Check that it is a file that the user ` +
        'of this process may read; otherwise restore it from a backup. Without it, personal data cannot be read.',
    );
  }
};

/** The texts of the master keys, the current one first, in base64. */
export const masterKeyTexts = (config: MasterKeyConfig): readonly string[] => {
  const text = textOf(config);
  const fault = faultOfMasterKeys(text);
  if (fault !== undefined)
    throw new MasterKeyInvalid(
      `The master key in ${'keys' in config ? 'MASTER_KEY' : config.file} is damaged: ${fault}. Restore it from a ` +
        'backup. Without it, personal data cannot be read.',
    );
  return text.trim().split(SEPARATOR);
};

/**
 * The master keys at a place. A file is read again when a key is met that none of them wraps.
 * @throws MasterKeyInvalid
 */
export const masterKeysAt = (config: MasterKeyConfig): MasterKeys =>
  new MasterKeys({ read: () => masterKeyTexts(config).map((text) => new Uint8Array(Buffer.from(text, 'base64'))) });

/** Returns true if the master keys can be read, without an attempt to use them. */
export const hasMasterKey = (config: MasterKeyConfig): boolean => 'keys' in config || existsSync(config.file);
