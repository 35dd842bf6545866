import { derivedId } from '@ledgerdesk/application';
import {
  decode,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  isForeign,
  type OpeningStep,
  type ReadableLog,
  type StoredEvent,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import { isEngineEvent, isLogged, KEY_STORE_STREAM, type KeyStoreUsed } from '@ledgerdesk/events';
import type { EventOrigin } from '@ledgerdesk/kernel';
import { type KeyStore, RequestKeyDamaged } from '@ledgerdesk/sealing';
import { engineRecord } from '../engine-record.js';
import { requireKeys } from './require-keys.js';

/** The key store is not the one that the log names. */
class KeyStoreDiffers extends Error {
  readonly code = 'key-store-differs';
  constructor(named: string, found: string | undefined, place: string) {
    const state = found === undefined ? 'has no id: it is new, or an old copy' : `is ${found}`;
    super(
      `The log names the key store ${named}, but that of this engine, ${place}, ${state}. Restore the named one from ` +
        'a backup, or point KEYS_URL or DATABASE_URL to it. An engine with another key store would make a second key ' +
        'for each person. If it is lost for good, or this one has taken its place, stop every engine and run ' +
        '`ledgerdesk keys accept`, which counts the keys that are missing.',
    );
  }
}

/** The key store that a log names. */
interface NamedKeyStore {
  readonly id: string;
  /** Keys of sealed events that it did not have when it was named. */
  readonly missingKeys: number;
}

/** What the stream of key stores says, and its revision, with which the next event is appended. */
interface KeyStoreStream {
  readonly named: NamedKeyStore | undefined;
  readonly expected: ExpectedRevision;
}

/** Events of the stream that are read at a time. */
const PAGE = 100;
/** Attempts to append while others append to the stream. */
const ATTEMPTS = 5;

/**
 * The key store that an event names. Undefined for what the engine has not recorded: a client that reaches a server
 * with the log directly may append any event to the stream.
 */
const keyStoreIn = (stored: StoredEvent): NamedKeyStore | undefined => {
  try {
    if (!isEngineEvent(stored) || isForeign(stored)) return undefined;
    const event = decode(stored);
    if (!isLogged(event, ['KeyStoreUsed'])) return undefined;
    const { keyStoreId: id, missingKeys } = event.data;
    return typeof id === 'string' && typeof missingKeys === 'number' ? { id, missingKeys } : undefined;
  } catch {
    return undefined;
  }
};

/** Reads back to the last event that names a key store. */
const readKeyStores = async (log: Pick<ReadableLog, 'readStream'>): Promise<KeyStoreStream> => {
  const read = (from?: number): Promise<readonly StoredEvent[]> =>
    log.readStream(KEY_STORE_STREAM, { direction: 'backward', limit: PAGE, ...(from !== undefined && { from }) });
  let page = await read();
  const expected = page[0]?.revision ?? 'no-stream';
  for (;;) {
    for (const stored of page) {
      const named = keyStoreIn(stored);
      if (named) return { named, expected };
    }
    const first = page.at(-1)?.revision ?? 0;
    if (first === 0) return { named: undefined, expected };
    page = await read(first - 1);
  }
};

/** The key store that the log names last; undefined if it names none. */
export const namedKeyStore = async (log: Pick<ReadableLog, 'readStream'>): Promise<NamedKeyStore | undefined> =>
  (await readKeyStores(log)).named;

/** Makes the log name a key store: `encode` makes the event. */
export const useKeyStore = async (
  log: EventStore,
  data: Omit<KeyStoreUsed['data'], 'previousId'>,
  encode: (event: KeyStoreUsed) => EventToAppend | Promise<EventToAppend>,
): Promise<void> => {
  const { named, expected } = await readKeyStores(log);
  if (named?.id === data.keyStoreId) return;
  const event = await encode({ type: 'KeyStoreUsed', data: { ...data, previousId: named?.id ?? null } });
  await log.append(KEY_STORE_STREAM, expected, [event]);
};

/** What the event of a key store is recorded with. */
interface KeyStoreUse {
  readonly id: string;
  /** Where it is, for messages. */
  readonly place: string;
  readonly tenant: string;
  readonly origin: EventOrigin;
}

/** Makes the log name the key store of the process before its first event, unless another engine was quicker. */
export const recordKeyStore =
  ({ id, place, tenant, origin }: KeyStoreUse): OpeningStep =>
  async (log, at) => {
    const data = { keyStoreId: id, missingKeys: 0, reason: null, previousId: null };
    const commandId = derivedId('use-key-store', id);
    const event = engineRecord({ type: 'KeyStoreUsed', data }, { commandId, part: 'keys', tenant, origin, at });
    for (let attempt = 1; ; attempt += 1) {
      const { named, expected } = await readKeyStores(log);
      if (named?.id === id) return;
      if (named) throw new KeyStoreDiffers(named.id, id, place);
      try {
        await log.append(KEY_STORE_STREAM, expected, [event]);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || attempt === ATTEMPTS) throw error;
      }
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
 * `place` says where the key store is, in messages.
 * @throws KeyStoreDiffers if the log names another one
 * @throws KeyUnusable if another master key than that of this engine wraps the secrets of the store
 * @throws KeysLost if the log names none, and its sealed events have keys that the store does not know
 */
export const requireKeyStore = async (
  log: ReadableLog,
  keys: StartingKeys,
  { place, onWarning }: { readonly place: string; readonly onWarning: (message: string) => void },
): Promise<string | undefined> => {
  const [named, found] = [await namedKeyStore(log), await keys.storeId()];
  if (named?.id !== undefined && named.id !== found) throw new KeyStoreDiffers(named.id, found, place);
  if (!named) await requireKeys(log, keys, place);
  const id = named ? undefined : await keys.nameStore();
  await requireRequestKey(keys, onWarning);
  return id;
};
