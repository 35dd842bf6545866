import {
  isForeign,
  isLogIdentity,
  leafOf,
  pagesOf,
  type ReadableLog,
  START,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import { Frontier } from '@ledgerdesk/ledger';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { PositionPair } from './position-map.js';
import { TargetDiffers, TargetIsLonger } from './target-differs.js';

async function* eventsAfter(log: ReadableLog, after: Position): AsyncGenerator<StoredEvent> {
  for await (const { events } of pagesOf(log, { after })) yield* events.filter((event) => !isLogIdentity(event));
}

const FIELDS = ['id', 'stream', 'revision', 'type', 'version', 'data', 'metadata'] as const;
/** Not compared for foreign events, whose times are set by the store. */
const TIMES = ['occurredAt', 'recordedAt'] as const;

const difference = (a: StoredEvent, b: StoredEvent): string | undefined => {
  const field = [...FIELDS, ...(isForeign(a) ? [] : TIMES)].find((name) => a[name] !== b[name]);
  return field && `${field} is ${String(b[field])} instead of ${String(a[field])}`;
};

/** The positions before the first events of both logs. */
export const START_OF_BOTH: PositionPair = [START, START];

/**
 * Compares the target's events after a pair of positions with the source's, one by one, and returns the pairs of
 * positions. The target must have all events of the source up to `until`, and may have some of those that follow.
 * `tree` gets the leaves of the source.
 * @throws TargetDiffers or TargetIsLonger at the first difference.
 */
export const compareLogs = async (
  source: ReadableLog,
  target: ReadableLog,
  { after: [afterInSource, afterInTarget], until }: { readonly after: PositionPair; readonly until: Position },
  tree = new Frontier(),
): Promise<readonly PositionPair[]> => {
  const pairs: PositionPair[] = [];
  const originals = eventsAfter(source, afterInSource);
  for await (const copy of eventsAfter(target, afterInTarget)) {
    const original = await originals.next();
    if (original.done) throw new TargetIsLonger(copy);
    const differs = difference(original.value, copy);
    if (differs !== undefined) throw new TargetDiffers(original.value, differs);
    const leaf = leafOf(original.value);
    if (leaf) tree.append(leaf);
    pairs.push([original.value.position, copy.position]);
  }
  if (comparePositions(pairs.at(-1)?.[0] ?? afterInSource, until) >= 0) return pairs;
  const next = await originals.next();
  if (!next.done && comparePositions(next.value.position, until) <= 0)
    throw new TargetDiffers(next.value, 'the target ends before it');
  return pairs;
};
