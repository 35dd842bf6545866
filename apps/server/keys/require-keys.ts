import { isSealed, pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';
import type { Position } from '@ledgerdesk/kernel';
import { type KeyStore, sealingKeyOf } from '@ledgerdesk/sealing';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Events of one page. */
const LIMIT = 500;
/**
 * Maximum number of pages that are read from the end of the log. Events are sealed at once, so if any is sealed, the
 * last ones with personal fields are.
 */
const PAGES_AT_END = 20;

/** None of the sealed events opens: the key store is another one, or new. */
class KeysLost extends Error {
  readonly code = 'keys-lost';
  constructor(place: string) {
    super(
      `The key store, ${place}, has none of the keys of the personal data in the log: it was lost, or is of another ` +
        'log. ' +
        'Restore it from a backup, or set KEYS_URL or DATABASE_URL to the one that engines of this log use. ' +
        'An engine with another key store would make a second key for each person, and could read nothing from ' +
        'before. If the keys are lost for good, stop every engine and run `ledgerdesk keys accept`.',
    );
  }
}

const keysOf = (events: readonly StoredEvent[]): readonly string[] =>
  events.filter((event) => isSealed(event) && isEngineEvent(event)).flatMap((event) => sealingKeyOf(event) ?? []);

type Keys = Pick<KeyStore, 'lookUp' | 'keys' | 'tombstones'>;

/** Whether events are sealed, and whether the key store has a key of one of them. */
const look = async (events: readonly StoredEvent[], keys: Keys): Promise<'none' | 'known' | 'unknown'> => {
  const keyIds = new Set(keysOf(events));
  if (keyIds.size === 0) return 'none';
  return (await keys.lookUp([...keyIds])).size > 0 ? 'known' : 'unknown';
};

/** True if the key store has, or had, a key of somebody. */
const isUsed = async (keys: Keys): Promise<boolean> =>
  (await keys.keys('', 1)).length > 0 || (await keys.tombstones()).length > 0;

/** Reads back from the end until some events are sealed: one page if the key store is used, otherwise several. */
const lookAtEnds = async (log: ReadableLog, keys: Keys): Promise<'none' | 'known' | 'unknown'> => {
  let after: Position | undefined;
  for (let page = 1; page <= PAGES_AT_END; page += 1) {
    const options = { limit: LIMIT, direction: 'backward', ...(after !== undefined && { after }) } as const;
    const { events, scannedTo, end } = await log.readAll(options);
    const found = await look(events, keys);
    if (found !== 'none' || end || (page === 1 && (await isUsed(keys)))) return found;
    after = scannedTo;
    await nextTurn();
  }
  return look((await log.readAll({ limit: LIMIT })).events, keys);
};

/**
 * Checks the key store of a log that does not name one yet: it must have, or have destroyed, the key of a sealed event.
 * Reads the last events and the first ones, because a log in clear may be long; the whole log only if their keys are
 * unknown, until one is known. A single missing key passes: it costs only what it seals.
 * `place` says where the key store is, in messages.
 * @throws KeysLost if it has no key of any sealed event in the log
 */
export const requireKeys = async (log: ReadableLog, keys: Keys, place: string): Promise<void> => {
  if ((await lookAtEnds(log, keys)) !== 'unknown') return;
  for await (const { events } of pagesOf(log)) {
    if ((await look(events, keys)) === 'known') return;
    await nextTurn();
  }
  throw new KeysLost(place);
};
