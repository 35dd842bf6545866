import type { Position } from '@ledgerdesk/kernel';
import { eventIndex } from '@ledgerdesk/projections';
import { type ReadModelProgress, readModelBehind } from '../platform/http/ledger-position.hook.js';

/**
 * Position up to which the event index has read the log. Throws Problem (503) while it is built for the first time: an
 * event that it lacks might be taken for one that does not exist.
 */
export const indexPosition = (progress: Pick<ReadModelProgress, 'positionOf'>): Position => {
  const position = progress.positionOf(eventIndex.name);
  if (position === undefined) throw readModelBehind();
  return position;
};
