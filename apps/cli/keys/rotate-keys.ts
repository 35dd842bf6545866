import { replaceFile } from '@ledgerdesk/files';
import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { requireDataFolder } from '../../server/data-folder.js';
import { masterKeyConfigOf, masterKeysAt, masterKeyTexts } from '../../server/master-key.js';
import type { KeyStore } from '@ledgerdesk/sealing';
import type { Settings } from '../../server/settings.js';
import { openKeyStore, storageConfigOf } from '../../server/storage.js';

/** The result of a rotation. */
export interface RotationResult {
  /** Number of keys that were wrapped again. */
  readonly rewrapped: number;
  /** Id of the master key that wraps all keys now. */
  readonly masterKeyId: string;
  /** The file that has the new key only; absent if a setting names the keys. */
  readonly file?: string;
}

const KEY_BYTES = 32;

/** Writes master keys with their fingerprint, by which the engine notices a damage. */
const writeKeys = (file: string, keys: readonly string[]): void => {
  const content = `${keys.join('\n')}\n`;
  const fingerprint = `${file}.sha256`;
  // A key without a fingerprint is valid; one with another's is taken for damaged.
  rmSync(fingerprint, { force: true });
  replaceFile(file, content);
  replaceFile(fingerprint, `${createHash('sha256').update(content).digest('hex')}\n`);
};

const rewrapAll = async (keys: KeyStore): Promise<number> => {
  let rewrapped = 0;
  for (let count = 1; count > 0;) rewrapped += count = await keys.rewrap();
  return rewrapped;
};

/**
 * Wraps all keys of data subjects with the current master key. The key in the data folder is replaced by a new one; of
 * keys that settings name, the first is the current one. May be interrupted and repeated, while engines run.
 */
export const rotateKeys = async (settings: Settings): Promise<RotationResult> => {
  if (settings.KEYS_URL === undefined && settings.DATABASE_URL === undefined) requireDataFolder(settings);
  const config = masterKeyConfigOf(settings);
  const isOurs = settings.MASTER_KEY === undefined && settings.MASTER_KEY_FILE === undefined;
  const file = isOurs && 'file' in config ? config.file : undefined;
  const keys = await openKeyStore(storageConfigOf(settings));
  try {
    // With two keys, a rotation was interrupted: it goes on.
    await keys.retireMasterKeys(() => {
      const before = masterKeyTexts(config);
      if (file !== undefined && before.length === 1)
        writeKeys(file, [randomBytes(KEY_BYTES).toString('base64'), ...before]);
    });
    let rewrapped = 0;
    do rewrapped += await rewrapAll(keys);
    while (
      !(await keys.dropMasterKeys(() => {
        if (file !== undefined) writeKeys(file, masterKeyTexts(config).slice(0, 1));
      }))
    );
    const { currentId: masterKeyId } = masterKeysAt(config);
    return { rewrapped, masterKeyId, ...(file !== undefined && { file }) };
  } finally {
    await keys.close();
  }
};
