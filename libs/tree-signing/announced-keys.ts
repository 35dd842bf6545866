import type { StoredEvent } from '@ledgerdesk/event-store';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { LEDGER_KEY_STREAM, type LedgerKeyChanged } from '@ledgerdesk/events';
import { isSameLog, parseOrigin, parseVerifierKey } from '@ledgerdesk/ledger';
import type { LogKey, TreeStore } from '@ledgerdesk/tree-store';

/** A change of the key of a log, as the log announces it. */
export interface AnnouncedKey extends Readonly<LedgerKeyChanged['data']> {
  readonly event: Pick<StoredEvent, 'revision' | 'recordedAt'>;
}

/** The changes of the key that a log announces, the first one first. */
export const announcedKeys = async (log: Pick<ReadableLog, 'readStream'>): Promise<readonly AnnouncedKey[]> =>
  (await log.readStream(LEDGER_KEY_STREAM)).map((event) => ({
    ...(decode(event).data as LedgerKeyChanged['data']),
    event,
  }));

/** Returns true if two texts are the same public key, under whatever origin. A text that is no key is like none. */
export const isSameKey = (a: string, b: string): boolean => {
  try {
    return Buffer.compare(parseVerifierKey(a).publicKey, parseVerifierKey(b).publicKey) === 0;
  } catch {
    return false;
  }
};

/** Keys that have signed a log in each epoch, the first epoch first. */
export const keysByEpoch = async (
  trees: Pick<TreeStore, 'origins' | 'tree'>,
  origin: string,
): Promise<readonly { readonly origin: string; readonly keys: readonly LogKey[] }[]> => {
  const epochs = (await trees.origins()).filter((other) => isSameLog(other, origin));
  const sorted = epochs.toSorted((a, b) => (parseOrigin(a)?.epoch ?? 0) - (parseOrigin(b)?.epoch ?? 0));
  return Promise.all(sorted.map(async (epoch) => ({ origin: epoch, keys: await trees.tree(epoch).keys() })));
};

/**
 * The keys that have signed the current epoch of a log without being announced by it. The first key of the log is not:
 * its readers get it on another way.
 */
export const unannouncedKeys = async (
  log: Pick<ReadableLog, 'readStream'>,
  trees: Pick<TreeStore, 'origins' | 'tree'>,
  origin: string,
): Promise<readonly LogKey[]> => {
  const epochs = await keysByEpoch(trees, origin);
  const first = epochs.flatMap(({ keys }) => keys)[0]?.vkey;
  const known = [...(first === undefined ? [] : [first]), ...(await announcedKeys(log)).map(({ vkey }) => vkey)];
  const current = epochs.find((epoch) => epoch.origin === origin)?.keys ?? [];
  return current.filter(({ vkey }) => !known.some((other) => isSameKey(other, vkey)));
};
