import type { StoredEvent } from './port.js';

/**
 * Opens the sealed boxes of events. An event whose key is missing, or whose box is damaged, stays sealed; `decode`
 * then throws the reason.
 */
export interface Unsealer {
  /** Returns the events in clear: at once if all keys are in memory. Rejects if the key store cannot be reached. */
  unseal(events: readonly StoredEvent[]): readonly StoredEvent[] | Promise<readonly StoredEvent[]>;
  /** Looks up the keys of events; undefined if all are in memory. Rejects if the key store cannot be reached. */
  lookUpKeys(events: readonly StoredEvent[]): Promise<void> | undefined;
  /** Returns the events in clear, the same object for the same event; undefined if keys have to be looked up. */
  unsealKept(events: readonly StoredEvent[]): readonly StoredEvent[] | undefined;
}

/** Leaves sealed events as they are, for processes that have no keys. */
export const withoutKeys: Unsealer = {
  unseal: (events) => events,
  unsealKept: (events) => events,
  lookUpKeys: () => undefined,
};
