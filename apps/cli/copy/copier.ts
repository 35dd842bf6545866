import {
  type AppendResult,
  type EventStore,
  isLogIdentity,
  type ReadableLog,
  type StoredEvent,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import type { PositionMap } from './position-map.js';

/** The target holds something else where an event should go. */
export class TargetDiffers extends Error {
  readonly code = 'target-differs';
  constructor(event: StoredEvent, found: string) {
    super(
      `The target differs at revision ${event.revision} of ${event.stream} (position ${event.position} of the source): ${found}. Copy into an empty log, or go on with a copy of this one.`,
    );
  }
}

/** Events of one append, so that many of them share a round trip; far below the limit of bytes for most events. */
const MOST_EVENTS = 50;
const MOST_CHARACTERS = 200_000;

const sizeOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;

/** Neighbours in the log that are neighbours in one stream, too. */
const runs = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const all: StoredEvent[][] = [];
  let size = 0;
  for (const event of events) {
    const last = all.at(-1);
    size += sizeOf(event);
    if (last?.at(-1)?.stream === event.stream && last.length < MOST_EVENTS && size < MOST_CHARACTERS) last.push(event);
    else {
      all.push([event]);
      size = sizeOf(event);
    }
  }
  return all;
};

const appendRun = async (target: EventStore, run: readonly StoredEvent[]): Promise<AppendResult | undefined> => {
  const [first] = run;
  if (!first) return undefined;
  try {
    return await target.append(first.stream, first.revision === 0 ? 'no-stream' : first.revision - 1, run);
  } catch (fault) {
    if (fault instanceof WrongExpectedRevision)
      throw new TargetDiffers(first, `its stream is at revision ${fault.actual} there`);
    throw fault;
  }
};

/**
 * Appends what the source holds after what the map says was copied, in the order of the source and one after the other:
 * the order of the target is that of its appends. Repeats of what a cut-off copy had appended already change nothing.
 */
export const copyLog = async (
  source: ReadableLog,
  target: EventStore,
  map: PositionMap,
  onPage: (scannedTo: Position) => void,
): Promise<void> => {
  map.begin();
  let after = map.reached();
  for (let end = false; !end;) {
    const page = await source.readAll({ after });
    for (const run of runs(page.events.filter((event) => !isLogIdentity(event)))) {
      const appended = await appendRun(target, run);
      const last = run.at(-1);
      if (appended && last) map.add([[last.position, appended.position]]);
    }
    after = page.scannedTo;
    end = page.end;
    onPage(after);
  }
};
