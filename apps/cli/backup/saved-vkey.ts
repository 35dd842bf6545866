import { type BackupPlace, readKeySnapshot, savedKeyFile } from '@ledgerdesk/backup';
import { parseVerifierKey, signerFromSeed } from '@ledgerdesk/ledger';
import { readFileSync } from 'node:fs';
import { keyHistoryOf } from '../../server/key-backups/key-history.js';
import { backupKeyName, LEDGER_KEY_FILE, ledgerSeeds } from '../../server/key-backups/ledger-key.js';
import type { Settings } from '../../server/settings.js';

/** The key of the log in a backup of keys; undefined if it has none, or cannot be read. */
const seedIn = (keys: BackupPlace, id: string): Uint8Array | undefined => {
  try {
    const saved = savedKeyFile(readKeySnapshot(keys, id).manifest, `keys/${LEDGER_KEY_FILE}`);
    return saved && readFileSync(keys.inSnapshot(id, saved.name));
  } catch {
    return undefined;
  }
};

const SEED_BYTES = 32;

/** The seeds of trusted keys: of LEDGER_KEY, or else of the backups of keys, or else of the data folder. */
const seedsOf = (settings: Settings, keys: BackupPlace | undefined): readonly Uint8Array[] => {
  const saved =
    settings.LEDGER_KEY === undefined && keys
      ? keys
          .snapshots()
          .toReversed()
          .flatMap((id) => seedIn(keys, id) ?? [])
      : [];
  const whole = saved.filter(({ length }) => length === SEED_BYTES);
  return whole.length > 0 ? whole : ledgerSeeds(settings);
};

const isSameKey = (one: string, other: string): boolean =>
  Buffer.compare(parseVerifierKey(one).publicKey, parseVerifierKey(other).publicKey) === 0;

/**
 * Default public keys for verifying the backups of a log: that of LEDGER_KEY, else those in the backups of keys, else
 * that of the data folder. Keys that the tree of the log has recorded are added.
 */
export const savedVkeys = async (settings: Settings, keys: BackupPlace | undefined): Promise<readonly string[]> => {
  const vkeys = seedsOf(settings, keys).map((seed) => signerFromSeed(backupKeyName(settings), seed).vkey);
  const recorded = (await keyHistoryOf(settings)).vkeys;
  const isOfLog = recorded.some((one) => vkeys.some((other) => isSameKey(one, other)));
  return [...new Set(vkeys), ...(isOfLog ? recorded : [])];
};
