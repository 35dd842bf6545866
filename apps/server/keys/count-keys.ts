import { pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';
import { sealingKeyOf } from '@ledgerdesk/sealing';

/** The keys that seal events of a log. */
interface KeyCount {
  readonly all: number;
  /** Those that a key store does not have, and has not destroyed. */
  readonly missing: number;
}

/** A key store lacks keys of the log. */
export class KeysMissing extends Error {
  readonly code = 'keys-missing';
  constructor({ missing, all }: KeyCount) {
    super(
      `${missing} of the ${all} keys that seal events of the log are not in this key store. Nothing was recorded. ` +
        'Use the key store that has them, or accept by --accept-loss that what they seal cannot be read any more.',
    );
  }
}

/** Reads the whole log, and asks of each key that seals an event of the engine whether it is there. */
export const countKeys = async (
  log: Pick<ReadableLog, 'readAll' | 'isRemote'>,
  has: (keyId: string) => Promise<boolean> | boolean,
): Promise<KeyCount> => {
  const known = new Map<string, boolean>();
  for await (const { events } of pagesOf(log))
    for (const keyId of events.filter(isEngineEvent).flatMap((event) => sealingKeyOf(event) ?? []))
      if (!known.has(keyId)) known.set(keyId, await has(keyId));
  return { all: known.size, missing: [...known.values()].filter((isKnown) => !isKnown).length };
};
