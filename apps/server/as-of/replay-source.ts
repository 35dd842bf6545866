import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { maskPersonalFields } from '@ledgerdesk/events';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReplaySource } from '@ledgerdesk/runtime';

/** A log as as-of queries replay it: every projection, with or without personal fields. */
export const replaySource = (log: ReadableLog): ReplaySource => ({
  log,
  projections: PROJECTIONS,
  decode,
  decodeMasked: (stored) => maskPersonalFields(decode(stored)),
});
