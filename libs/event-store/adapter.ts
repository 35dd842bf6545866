import type { CallCounts } from './call-counts.js';
import type { EventStore, ReadableLog } from './port.js';

export interface OpenOptions {
  /** Commit in a separate thread if the adapter supports it (default) or block the calling one, as imports do. */
  readonly thread?: boolean;
  /** Called with what an operator should know, but that fails no append. */
  readonly onWarning?: (message: string) => void;
  /** Counts the calls to the server that keeps the log. */
  readonly calls?: CallCounts;
}

/**
 * The entry point of an adapter. To add an adapter, create a folder whose index exports one, and register it for its
 * URL schemes in the composition root.
 */
export interface EventStoreAdapter {
  /** Whether reads block the calling thread, as those of an embedded database do. Long ones then belong in another. */
  readonly readsBlock?: boolean;
  /** Opens the log at `url` for reading and appending. */
  openEventStore(url: string, options?: OpenOptions): Promise<EventStore>;
  /** Opens the log at `url` for reading, in any thread or process, with or without a running writer. */
  openLog(url: string, options?: Pick<OpenOptions, 'calls'>): Promise<ReadableLog>;
}
