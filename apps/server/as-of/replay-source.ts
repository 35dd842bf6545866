import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { maskPersonalFields } from '@ledgerdesk/events';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReplaySource } from '@ledgerdesk/runtime';

/** The log and projections that as-of queries replay. */
export const replaySource = (log: ReadableLog): ReplaySource => ({
  log,
  projections: PROJECTIONS,
  decode,
  decodeMasked: (stored) => maskPersonalFields(decode(stored)),
});
