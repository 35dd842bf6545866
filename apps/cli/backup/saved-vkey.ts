import { type BackupPlace, type KeyManifest, type Manifest, readKeySnapshot, savedKeyFile } from '@ledgerdesk/backup';
import { signerFromSeed } from '@ledgerdesk/ledger';
import { readFileSync } from 'node:fs';
import { ledgerSeed, LEDGER_KEY_FILE } from '../../server/key-backups/ledger-key.js';
import type { Settings } from '../../server/settings.js';

/** The public key of a seed, under the name of another public key. */
const vkeyOf = (seed: Uint8Array, { vkey }: Pick<Manifest | KeyManifest, 'vkey'>): string =>
  signerFromSeed(vkey.split('+')[0] ?? '', seed).vkey;

/** The key of the log in the newest backup of keys. */
const seedIn = (keys: BackupPlace): Uint8Array | undefined => {
  const id = keys.snapshots().at(-1);
  const saved =
    id === undefined ? undefined : savedKeyFile(readKeySnapshot(keys, id).manifest, `keys/${LEDGER_KEY_FILE}`);
  return id === undefined || !saved ? undefined : readFileSync(keys.inSnapshot(id, saved.name));
};

/**
 * The public key that should have signed a backup: that of LEDGER_KEY, or else of the key in the newest backup of keys,
 * or else of the one in the data folder. Undefined if there is none.
 */
export const savedVkey = (
  settings: Settings,
  keys: BackupPlace | undefined,
  manifest: Pick<Manifest, 'vkey'>,
): string | undefined => {
  const seed =
    settings.LEDGER_KEY === undefined ? ((keys && seedIn(keys)) ?? ledgerSeed(settings)) : ledgerSeed(settings);
  return seed && vkeyOf(seed, manifest);
};
