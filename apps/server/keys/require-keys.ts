import { isSealed, pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';
import type { Position } from '@ledgerdesk/kernel';
import { type KeyStore, sealingKeyOf } from '@ledgerdesk/sealing';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Events of one page. */
const LIMIT = 500;
/**
 * Pages at the end of the log that are looked at: since events are sealed at once, the last ones with personal fields
 * are sealed if any is.
 */
const PAGES_AT_END = 20;

/** None of the sealed events opens: the key store is another one, or new. */
class KeysLost extends Error {
  readonly code = 'keys-lost';
  constructor() {
    super(
      'The key store has none of the keys of the personal data in the log: it was lost, or is of another log. ' +
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

/** Looks at the last events until some are sealed: at one page if the key store is used, otherwise at several. */
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
 * Checks that the key store is that of a log which does not name one yet: it has, or has destroyed, the key of a sealed
 * event. The last events are looked at, and the first ones: a log in clear, of an earlier version, may be long. All are
 * read only if the keys of those are not known, until one is. A key that is missing alone is a damage that costs only
 * what it seals.
 * @throws KeysLost if it has no key of any sealed event in the log
 */
export const requireKeys = async (log: ReadableLog, keys: Keys): Promise<void> => {
  if ((await lookAtEnds(log, keys)) !== 'unknown') return;
  for await (const { events } of pagesOf(log)) {
    if ((await look(events, keys)) === 'known') return;
    await nextTurn();
  }
  throw new KeysLost();
};
