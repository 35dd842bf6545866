import type { LogFilter, LogPage, ReadableLog, ReadAllOptions, StoredEvent } from '@ledgerdesk/event-store';

/** The part of a log from which pages are read. */
export type PageLog = Pick<ReadableLog, 'readAll' | 'readStream'>;

/** Where a page begins, exclusive, and its limits. */
export type PageRange = Pick<ReadAllOptions, 'after' | 'limit' | 'maxBytes'>;

/**
 * What a reader of the log makes of each event. Pure, with plain data as parameters and items, so that pages of earlier
 * events can be read and converted in a worker thread.
 */
export interface EventView<Params, Item> {
  /** Unique. Threads find a view by its name. */
  readonly name: string;
  /** The events that the view converts. */
  filter(params: Params): LogFilter;
  /** The items of an event that matches the filter. */
  itemsOf(stored: StoredEvent, params: Params): readonly Item[];
  /** Reads a page. Default: the events after a position that match the filter, in log order. */
  readPage?(log: PageLog, params: Params, range: PageRange): Promise<LogPage>;
}
