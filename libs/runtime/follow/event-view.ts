import type { LogFilter, StoredEvent } from '@ledgerdesk/event-store';

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
}
