import type { EventStore, ReadableLog } from './port.js';

export interface OpenOptions {
  /** Commit in a thread where the adapter can. Default: true. False blocks the calling thread, which imports prefer. */
  readonly thread?: boolean;
}

/**
 * The entry of an adapter. An adapter is its folder, whose index exports one of these, and one line in the composition
 * root that registers it for the schemes of its URLs.
 */
export interface EventStoreAdapter {
  /** Opens the log at `url` for reading and appending. */
  openEventStore(url: string, options?: OpenOptions): Promise<EventStore>;
  /** Opens the log at `url` for reading, in any thread or process, beside its writer. */
  openLog(url: string): Promise<ReadableLog>;
}
