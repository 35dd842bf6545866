import { type EventStore, operatorEvent, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';
import { KeyUnusable, type KeyStore, sealingKeyOf } from '@ledgerdesk/sealing';
import { randomUUID } from 'node:crypto';
import { requireDataFolder } from '../../server/data-folder.js';
import { clockOrigin } from '../../server/engine-time.js';
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
}

/** The key store lacks keys of the log. */
class KeysMissing extends Error {
  readonly code = 'keys-missing';
  constructor(missing: number, all: number) {
    super(
      `${missing} of the ${all} keys that seal events of the log are not in this key store. Nothing was recorded. ` +
        'Restore the key store that has them, or accept by --accept-loss that what they seal cannot be read any more.',
    );
  }
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

const countKeys = async (
  log: ReadableLog,
  keys: KeyStore,
): Promise<{ readonly all: number; readonly missing: number }> => {
  const known = new Map<string, boolean>();
  for await (const { events } of pagesOf(log))
    for (const keyId of events.filter(isEngineEvent).flatMap((event) => sealingKeyOf(event) ?? []))
      if (!known.has(keyId)) known.set(keyId, await has(keys, keyId));
  return { all: known.size, missing: [...known.values()].filter((isKnown) => !isKnown).length };
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
 * the whole log to count the keys that it lacks. The engine must not run.
 * @throws KeysMissing if it lacks some, unless that is accepted
 */
export const acceptKeys = async (settings: Settings, acceptance: KeyAcceptance): Promise<AcceptedKeys> => {
  requireDataFolder(settings);
  const storage = storageConfigOf(settings);
  const resources = new OpenResources();
  try {
    const log = resources.add(await openLogForWriting(storage, { thread: false }));
    const keys = resources.add(await openKeyStore(storage));
    const { all, missing } = await countKeys(log, keys);
    const named = await namedKeyStore(log);
    const isNew = named?.id === undefined || named.id !== (await keys.storeId());
    if (isNew && missing > 0 && !acceptance.acceptLoss) throw new KeysMissing(missing, all);
    const keyStoreId = await keys.nameStore();
    if (isNew) await nameIn(log, keyStoreId, missing, settings, acceptance);
    return { keyStoreId, previousId: isNew ? (named?.id ?? null) : keyStoreId, isNew, missingKeys: missing };
  } finally {
    await resources.close();
  }
};
