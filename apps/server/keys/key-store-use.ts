import { derivedId } from '@ledgerdesk/application';
import {
  decode,
  type EventStore,
  type EventToAppend,
  type OpeningStep,
  type ReadableLog,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import { isLogged, KEY_STORE_STREAM, type KeyStoreUsed } from '@ledgerdesk/events';
import type { EventOrigin } from '@ledgerdesk/kernel';
import { type KeyStore, RequestKeyDamaged } from '@ledgerdesk/sealing';
import { engineRecord } from '../engine-record.js';
import { requireKeys } from './require-keys.js';

/** The key store is not the one that the log names. */
class KeyStoreDiffers extends Error {
  readonly code = 'key-store-differs';
  constructor(named: string, found: string | undefined) {
    super(
      `The log is used with the key store ${named}, and this one is ` +
        `${found ?? 'without an id: new, or an old copy'}. Restore the one that the log names from a backup, or set ` +
        'KEYS_URL or DATABASE_URL to it. An engine with another key store would make a second key for each person. ' +
        'If it is lost for good, or this one has taken its place, stop every engine and run ' +
        '`ledgerdesk keys accept`, which counts the keys that are missing.',
    );
  }
}

/** The key store that a log names. */
interface NamedKeyStore {
  readonly id: string;
  /** Revision of the event that names it. */
  readonly revision: number;
}

/** The key store that the log names last; undefined if it names none. */
export const namedKeyStore = async (log: Pick<ReadableLog, 'readStream'>): Promise<NamedKeyStore | undefined> => {
  const [last] = await log.readStream(KEY_STORE_STREAM, { direction: 'backward', limit: 1 });
  const event = last && decode(last);
  if (!event || !isLogged(event, ['KeyStoreUsed'])) return undefined;
  return { id: event.data.keyStoreId, revision: event.revision };
};

/** Makes the log name a key store: `encode` makes the event. */
export const useKeyStore = async (
  log: EventStore,
  data: Omit<KeyStoreUsed['data'], 'previousId'>,
  encode: (event: KeyStoreUsed) => EventToAppend | Promise<EventToAppend>,
): Promise<void> => {
  const named = await namedKeyStore(log);
  if (named?.id === data.keyStoreId) return;
  const event = await encode({ type: 'KeyStoreUsed', data: { ...data, previousId: named?.id ?? null } });
  await log.append(KEY_STORE_STREAM, named?.revision ?? 'no-stream', [event]);
};

/** What the event of a key store is recorded with. */
interface KeyStoreUse {
  readonly id: string;
  readonly tenant: string;
  readonly origin: EventOrigin;
}

/** Makes the log name the key store of the process before its first event. */
export const recordKeyStore =
  ({ id, tenant, origin }: KeyStoreUse): OpeningStep =>
  async (log, at) => {
    const use = { keyStoreId: id, missingKeys: 0, reason: null };
    const commandId = derivedId('use-key-store', id);
    const event = { type: 'KeyStoreUsed', data: { ...use, previousId: null } } as const;
    try {
      await log.append(KEY_STORE_STREAM, 'no-stream', [
        engineRecord(event, { commandId, part: 'keys', tenant, origin, at }),
      ]);
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      // Another engine has named one meanwhile.
      const named = await namedKeyStore(log);
      if (named?.id !== id) throw named ? new KeyStoreDiffers(named.id, id) : error;
    }
  };

/** What is asked of the key store of an engine that starts. */
type StartingKeys = Pick<KeyStore, 'storeId' | 'nameStore' | 'lookUp' | 'keys' | 'tombstones' | 'requestKey'>;

/**
 * Reads the first secret under the master key: an engine with another one, which starts at the same time, cannot open
 * it. A secret that is damaged keeps nobody from starting, since little depends on it.
 */
const requireRequestKey = async (keys: StartingKeys, onWarning: (message: string) => void): Promise<void> => {
  try {
    await keys.requestKey();
  } catch (error) {
    if (!(error instanceof RequestKeyDamaged)) throw error;
    onWarning(error.message);
  }
};

/**
 * Checks that the key store is the one of the log, and gives it an id if the log names none yet. Returns the id if the
 * log has yet to name it.
 * @throws KeyStoreDiffers if the log names another one
 * @throws KeyUnusable if another master key than that of this engine wraps the secrets of the store
 * @throws KeysLost if the log names none, and its sealed events have keys that the store does not know
 */
export const requireKeyStore = async (
  log: ReadableLog,
  keys: StartingKeys,
  onWarning: (message: string) => void,
): Promise<string | undefined> => {
  const [named, found] = [await namedKeyStore(log), await keys.storeId()];
  if (named?.id !== undefined && named.id !== found) throw new KeyStoreDiffers(named.id, found);
  if (!named) await requireKeys(log, keys);
  const id = named ? undefined : await keys.nameStore();
  await requireRequestKey(keys, onWarning);
  return id;
};
