import type { Instant } from '@ledgerdesk/kernel';
import type { AvailabilityRow } from './definition.js';

/** A change of availability as it is stored, or with its end; null while it lasts. */
export type AvailabilityTime = AvailabilityRow & { readonly until?: Instant | null };

/** Returns when each change ends: with the agent's next one, unless it has its end. Null: it lasts. */
export const availabilityEnds = (
  changes: readonly AvailabilityTime[],
): ReadonlyMap<AvailabilityTime, Instant | null> => {
  const next = new Map<string, Instant>();
  const ends = new Map<AvailabilityTime, Instant | null>();
  for (const change of [...changes].sort((a, b) => b.revision - a.revision)) {
    ends.set(change, change.until ?? next.get(change.agentId) ?? null);
    next.set(change.agentId, change.at);
  }
  return ends;
};
