import { isSealed, pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';
import { type KeyStore, sealingKeyOf } from '@ledgerdesk/sealing';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Events at the end of the log that are looked at first, where a key that is known is likely. */
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

/** Whether events are sealed, and whether the key store has a key of one of them. */
const look = async (events: readonly StoredEvent[], keys: Keys): Promise<'none' | 'known' | 'unknown'> => {
  const keyIds = new Set(keysOf(events));
  if (keyIds.size === 0) return 'none';
  return (await keys.lookUp([...keyIds])).size > 0 ? 'known' : 'unknown';
};

type Keys = Pick<KeyStore, 'lookUp' | 'keys' | 'tombstones'>;

/** True if the key store has, or had, a key of somebody. */
const isUsed = async (keys: Keys): Promise<boolean> =>
  (await keys.keys('', 1)).length > 0 || (await keys.tombstones()).length > 0;

/**
 * Checks that the key store is the one of the log: it has, or has destroyed, the key of a sealed event. In most logs,
 * the last page has one. The events are read from the beginning only if that page has none and the key store is new, as
 * at the first start on a log of an earlier version, or if the page has some of which none is known. A key that is
 * missing alone is a damage that costs only what it seals.
 * @throws KeysLost if it has no key of any sealed event in the log
 */
export const requireKeys = async (log: ReadableLog, keys: Keys): Promise<void> => {
  const last = await look((await log.readAll({ ...SAMPLE, direction: 'backward' })).events, keys);
  if (last === 'known' || (last === 'none' && (await isUsed(keys)))) return;
  let isSealedAnywhere = last === 'unknown';
  for await (const { events } of pagesOf(log)) {
    const found = await look(events, keys);
    if (found === 'known') return;
    isSealedAnywhere ||= found === 'unknown';
    await nextTurn();
  }
  if (isSealedAnywhere) throw new KeysLost();
};
