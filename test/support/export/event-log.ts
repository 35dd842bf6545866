import type { EventToAppend } from '@ledgerdesk/event-store';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { MemoryEventStore } from '../memory-event-store.js';

/** An event as a store has it. */
export const asStored = ({ data, metadata, ...event }: RecordedEvent): EventToAppend & { readonly stream: string } => ({
  ...event,
  data: JSON.stringify(data),
  metadata: JSON.stringify(metadata),
});

/** A log in memory with these events, in their order. */
export const logOf = async (
  events: readonly (EventToAppend & { readonly stream: string })[],
): Promise<MemoryEventStore> => {
  const store = new MemoryEventStore();
  for (const { stream, ...event } of events) await store.append(stream, 'any', [event]);
  return store;
};
