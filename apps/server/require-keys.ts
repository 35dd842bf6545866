import { isSealed, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';
import { type KeyStore, sealingKeyOf } from '@ledgerdesk/sealing';

/** Events at both ends of the log that are looked at. */
const SAMPLE = { limit: 500 } as const;

/** None of the sealed events opens: the key store is another one, or new. */
class KeysLost extends Error {
  readonly code = 'keys-lost';
  constructor() {
    super(
      'The key store has none of the keys of the personal data in the log: it was lost, or is of another log. ' +
        'Restore it from a backup, or set KEYS_URL or DATABASE_URL to the one that engines of this log use. ' +
        'An engine with another key store would make a second key for each person, and could read nothing from before.',
    );
  }
}

const keysOf = (events: readonly StoredEvent[]): readonly string[] =>
  events.filter((event) => isSealed(event) && isEngineEvent(event)).flatMap((event) => sealingKeyOf(event) ?? []);

/**
 * Checks that the key store is the one of the log, by the first and the last events. A key that is missing alone is a
 * damage that costs only what it seals.
 * @throws KeysLost if it has no key of any of them
 */
export const requireKeys = async (log: ReadableLog, keys: KeyStore): Promise<void> => {
  const pages = [await log.readAll(SAMPLE), await log.readAll({ ...SAMPLE, direction: 'backward' })];
  const keyIds = new Set(pages.flatMap(({ events }) => keysOf(events)));
  if (keyIds.size > 0 && (await keys.lookUp([...keyIds])).size === 0) throw new KeysLost();
};
