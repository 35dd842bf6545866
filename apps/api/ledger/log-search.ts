import { EVENT_STORE } from '@ledgerdesk/application';
import type { EventStore } from '@ledgerdesk/event-store';
import type { SortOrder } from '@ledgerdesk/events';
import { addMillis, type Instant, type Position } from '@ledgerdesk/kernel';
import { type EventSelector, placesOf, positionRecordedBefore } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Asker, PageReader } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { indexPosition } from './index-position.js';
import { PAGES, PROGRESS, ROWS } from '../platform/tokens.js';
import { type EventSearch, foundEvents } from './found-events.view.js';

/** Bytes of a page. */
const MAX_BYTES = 1_048_576;
/** How much the clocks of engines that share a log may differ, so that a later event has an earlier time. */
const CLOCK_SKEW_MS = 10_000;
/** Appends that may contain the position at which a page begins, and so add nothing to it. */
const AROUND = 2;

interface SearchOptions {
  readonly order: SortOrder;
  readonly after?: Position | undefined;
  readonly limit: number;
  readonly masked: boolean;
}

/** A page of events as JSON texts. */
export interface EventTexts {
  readonly items: readonly string[];
  /** `after` of the next page; undefined on the last one. */
  readonly next?: Position | undefined;
  /** Log position that the event index had reached; undefined if the index was not used. */
  readonly position?: Position | undefined;
}

/** The most selective criterion that the index knows; undefined if there is none. */
const selectorOf = ({ correlationId, causationId, actor, onBehalfOf }: EventSearch): EventSelector | undefined => {
  if (causationId !== undefined) return { by: 'causation', id: causationId };
  if (correlationId !== undefined) return { by: 'correlation', id: correlationId };
  if (onBehalfOf !== undefined) return { by: 'onBehalfOf', actor: onBehalfOf };
  return actor && { by: 'actor', actor };
};

/** Finds events of the log: by the read model `event-index`, in a stream, or by scanning. */
@Injectable()
export class LogSearch {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PAGES) private readonly pages: PageReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'isRemote'>,
  ) {}

  /** A page of at most `limit` events and about 1 MiB, which may be short, even empty, before the last page. */
  async page(search: EventSearch, options: SearchOptions, asker: Asker): Promise<EventTexts> {
    const selector = selectorOf(search);
    const { from } = search;
    const usesIndex = selector !== undefined || from !== undefined;
    const position = usesIndex ? indexPosition(this.progress) : undefined;
    const floor = from === undefined ? undefined : await this.positionBefore(from);
    const read = selector ? this.byIndex(selector) : this.byScan;
    return { ...(await read(search, { ...options, floor }, asker)), position };
  }

  private readonly byScan = async (
    search: EventSearch,
    { masked, order, floor, after, limit }: SearchOptions & { readonly floor: Position | undefined },
    asker: Asker,
  ): Promise<EventTexts> => {
    const request = { params: { ...search, masked, order, floor }, after, limit, maxBytes: MAX_BYTES };
    const { items, scannedTo, end } = await this.pages.read(foundEvents, request, asker);
    return { items: items.map(({ json }) => json), ...(!end && { next: scannedTo }) };
  };

  private byIndex(selector: EventSelector): typeof this.byScan {
    return async (search, { masked, order, floor, after, limit }, asker) => {
      const wanted = limit + AROUND;
      const found = await placesOf(this.rows, selector, { order, after, floor, limit: wanted + 1 });
      const places = found.slice(0, wanted);
      const request = { params: { ...search, masked, order, floor, places }, after, limit, maxBytes: MAX_BYTES };
      const { items, scannedTo, end } = await this.pages.read(foundEvents, request, asker);
      const isLast = end && found.length <= wanted;
      return { items: items.map(({ json }) => json), ...(!isLast && { next: scannedTo }) };
    };
  }

  /** A position before all events recorded at or after an instant. Clocks of engines that share a log differ. */
  private positionBefore(from: Instant): Promise<Position | undefined> {
    return positionRecordedBefore(this.rows, addMillis(from, this.store.isRemote ? -CLOCK_SKEW_MS : 0));
  }
}
