import { isForeign, isLogIdentity, pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { TargetDiffers } from './copy-log.js';
import type { PositionPair } from './position-map.js';

async function* eventsOf(log: ReadableLog): AsyncGenerator<StoredEvent> {
  for await (const { events } of pagesOf(log)) yield* events.filter((event) => !isLogIdentity(event));
}

const FIELDS = ['id', 'stream', 'revision', 'type', 'version', 'data', 'metadata'] as const;
/** Not compared for foreign events, whose times are set by the store. */
const TIMES = ['occurredAt', 'recordedAt'] as const;

const difference = (a: StoredEvent, b: StoredEvent): string | undefined => {
  const field = [...FIELDS, ...(isForeign(a) ? [] : TIMES)].find((name) => a[name] !== b[name]);
  return field && `${field} is ${String(b[field])} instead of ${String(a[field])}`;
};

/**
 * Compares two logs event by event and returns the pairs of positions.
 * @throws TargetDiffers at the first difference.
 */
export const compareLogs = async (source: ReadableLog, target: ReadableLog): Promise<readonly PositionPair[]> => {
  const pairs: PositionPair[] = [];
  const copies = eventsOf(target);
  for await (const event of eventsOf(source)) {
    const copy = await copies.next();
    if (copy.done) throw new TargetDiffers(event, 'the target ends before it');
    const differs = difference(event, copy.value);
    if (differs !== undefined) throw new TargetDiffers(event, differs);
    pairs.push([event.position, copy.value.position]);
  }
  const more = await copies.next();
  if (!more.done) throw new TargetDiffers(more.value, 'the source ends before it');
  return pairs;
};
