import { isForeign, isLogIdentity, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { TargetDiffers } from './copier.js';
import type { PositionPair } from './position-map.js';

async function* eventsOf(log: ReadableLog): AsyncGenerator<StoredEvent> {
  for (let after = '0', end = false; !end;) {
    const page = await log.readAll({ after });
    yield* page.events.filter((event) => !isLogIdentity(event));
    ({ scannedTo: after, end } = page);
  }
}

const FIELDS = ['id', 'stream', 'revision', 'type', 'version', 'data', 'metadata'] as const;
/** Times that a store gives itself to events which the engine did not write. */
const TIMES = ['occurredAt', 'recordedAt'] as const;

const difference = (a: StoredEvent, b: StoredEvent): string | undefined => {
  const field = [...FIELDS, ...(isForeign(a) ? [] : TIMES)].find((name) => a[name] !== b[name]);
  return field && `${field} is ${String(b[field])} instead of ${String(a[field])}`;
};

/** Reads both logs side by side and pairs their positions. Throws TargetDiffers at the first event that is not the same. */
export const compareLogs = async (source: ReadableLog, target: ReadableLog): Promise<readonly PositionPair[]> => {
  const pairs: PositionPair[] = [];
  const copies = eventsOf(target);
  for await (const event of eventsOf(source)) {
    const copy = await copies.next();
    if (copy.done) throw new TargetDiffers(event, 'it ends before');
    const differs = difference(event, copy.value);
    if (differs !== undefined) throw new TargetDiffers(event, differs);
    pairs.push([event.position, copy.value.position]);
  }
  const more = await copies.next();
  if (!more.done) throw new TargetDiffers(more.value, 'the source ends before');
  return pairs;
};
