import { type EventStore, operatorEvent } from '@ledgerdesk/event-store';
import { KeyUnusable, type KeyStore } from '@ledgerdesk/sealing';
import { randomUUID } from 'node:crypto';
import { requireDataFolder } from '../../server/data-folder.js';
import { clockOrigin } from '../../server/engine-time.js';
import { countKeys, KeysMissing } from '../../server/keys/count-keys.js';
import { namedKeyStore, useKeyStore } from '../../server/keys/key-store-use.js';
import { OpenResources } from '../../server/open-resources.js';
import type { Settings } from '../../server/settings.js';
import { openKeyStore, openLogForWriting, storageConfigOf } from '../../server/storage.js';

/** Why a key store is accepted, and whether keys that it lacks are given up. */
export interface KeyAcceptance {
  readonly reason: string | null;
  readonly acceptLoss: boolean;
  readonly now: string;
}

/** The key store that the log names now. */
export interface AcceptedKeys {
  readonly keyStoreId: string;
  /** The one that it named before; null if it named none. */
  readonly previousId: string | null;
  /** False if the log named this one before. */
  readonly isNew: boolean;
  /** Keys of sealed events that it does not have. */
  readonly missingKeys: number;
  /** True if the secret that hashes requests was damaged, and a new one was made. */
  readonly isRequestKeyNew: boolean;
}

const has = async (keys: KeyStore, keyId: string): Promise<boolean> => {
  try {
    return (await keys.keyById(keyId)) !== undefined;
  } catch (error) {
    // It is there, and damaged: `ledgerdesk doctor` names it.
    if (error instanceof KeyUnusable) return true;
    throw error;
  }
};

const nameIn = async (
  log: EventStore,
  keyStoreId: string,
  missingKeys: number,
  settings: Settings,
  { reason, now }: KeyAcceptance,
): Promise<void> => {
  const action = { id: randomUUID(), tenant: settings.TENANT, now, origin: clockOrigin(settings, now) };
  await useKeyStore(log, { keyStoreId, missingKeys, reason }, (event) => operatorEvent(log, event, action));
};

/**
 * Makes the log name the key store that the settings select, in place of another one that was lost or replaced. Reads
 * the whole log to count the keys that it lacks. Makes a new secret of requests if that is damaged. The engine must not
 * run.
 * @throws KeysMissing if it lacks some, unless that is accepted
 */
export const acceptKeys = async (settings: Settings, acceptance: KeyAcceptance): Promise<AcceptedKeys> => {
  requireDataFolder(settings);
  const storage = storageConfigOf(settings);
  const resources = new OpenResources();
  try {
    const log = resources.add(await openLogForWriting(storage, { thread: false }));
    const keys = resources.add(await openKeyStore(storage));
    const count = await countKeys(log, (keyId) => has(keys, keyId));
    const { missing } = count;
    const named = await namedKeyStore(log);
    const isNew = named?.id === undefined || named.id !== (await keys.storeId());
    if (isNew && missing > 0 && !acceptance.acceptLoss) throw new KeysMissing(count);
    const isRequestKeyNew = await keys.replaceRequestKey();
    const keyStoreId = await keys.nameStore();
    if (isNew) await nameIn(log, keyStoreId, missing, settings, acceptance);
    const previousId = isNew ? (named?.id ?? null) : keyStoreId;
    return { keyStoreId, previousId, isNew, missingKeys: missing, isRequestKeyNew };
  } finally {
    await resources.close();
  }
};
