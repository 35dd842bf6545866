import type { LogPage, ReadAllOptions } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Asker } from '../as-of/fair-queue.js';
import type { EventView, PageLog } from './event-view.js';

/** Which page of the log to read, and the parameters of its view. */
export interface PageOptions<Params> extends Pick<ReadAllOptions, 'limit' | 'maxBytes'> {
  readonly params: Params;
  /** Exclusive. Default: the beginning of what the view reads. */
  readonly after?: Position | undefined;
}

/** A page of the log, as a view shows it. Its limits are those of the events, before they are converted. */
export interface ViewPage<Item> extends Pick<LogPage, 'scannedTo' | 'end'> {
  readonly items: readonly Item[];
}

/** Reads pages of the log through views, without blocking the calling thread for longer than a page takes. */
export interface PageReader {
  /**
   * In a worker thread, callers take turns, and this rejects with AsOfCancelled if the signal of `asker` aborts the
   * wait.
   */
  read<Params, Item>(
    view: EventView<Params, Item>,
    options: PageOptions<Params>,
    asker?: Asker,
  ): Promise<ViewPage<Item>>;
  /** Ends all threads. */
  close(): Promise<void>;
}

/** Reads a page in the calling thread. `beforeItems` is awaited between reading and converting its events. */
export const readViewPage = async <Params, Item>(
  log: PageLog,
  view: EventView<Params, Item>,
  { params, ...page }: PageOptions<Params>,
  beforeItems: () => Promise<void> = async () => undefined,
): Promise<ViewPage<Item>> => {
  const { events, scannedTo, end } = view.readPage
    ? await view.readPage(log, params, page)
    : await log.readAll({ ...page, filter: view.filter(params) });
  await beforeItems();
  return { items: events.flatMap((event) => view.itemsOf(event, params)), scannedTo, end };
};

/**
 * Reads pages in the calling thread, for logs on a server, whose reads are asynchronous, and for short-lived processes
 * and tests. Each page is converted in a turn of the event loop of its own.
 */
export const inlinePageReader = (log: PageLog): PageReader => {
  let last: Promise<void> = Promise.resolve();
  const turn = (): Promise<void> => (last = last.then(() => nextTurn()));
  return {
    read: (view, options) => readViewPage(log, view, options, turn),
    close: async () => undefined,
  };
};
