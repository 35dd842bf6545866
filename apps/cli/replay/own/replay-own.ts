import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Position, Row } from '@ledgerdesk/kernel';
import { type Decode, pagesUntil, PoisonEvent, type Until } from '@ledgerdesk/runtime';
import { type FoldLimits, OwnFold } from './own-fold.js';

/** Events per page. */
const BATCH = 1_000;

interface OwnReplay {
  readonly log: Pick<ReadableLog, 'readAll'>;
  readonly decode: Decode;
  readonly until: Until;
  readonly limits: FoldLimits;
  readonly onPage: (scannedTo: Position) => void;
}

/**
 * Folds the log into the rows of the projection that a module exports by default. Rejects with OwnProjectionError, or
 * with PoisonEvent if an event cannot be decoded.
 */
export const replayOwn = async (
  file: string,
  { log, decode, until, limits, onPage }: OwnReplay,
): Promise<ReadonlyMap<string, Row>> => {
  const fold = await OwnFold.start(file, limits);
  try {
    const decoded: Decode = (stored) => {
      try {
        return decode(stored);
      } catch (error) {
        throw new PoisonEvent(fold.name, stored, error);
      }
    };
    for await (const page of pagesUntil({ log, until, types: fold.handles, batch: BATCH, onPage })) {
      const events = page.filter(({ type }) => fold.handles.includes(type)).map(decoded);
      if (events.length > 0) await fold.apply(events);
    }
    return await fold.rows();
  } finally {
    await fold.close();
  }
};
