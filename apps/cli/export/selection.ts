import { pagesOf, type LogFilter, type ReadableLog, START, type StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions, type Instant, type Position, type Timers } from '@ledgerdesk/kernel';

/** Which events to export. All conditions apply. */
export interface Selection {
  /** Exclusive. */
  readonly after: Position;
  /** Inclusive. Default: the head of the log when the export begins. */
  readonly until?: Position | undefined;
  /** Events recorded at this instant or later. */
  readonly from?: Instant | undefined;
  /** Events recorded before this instant. */
  readonly to?: Instant | undefined;
  readonly types?: readonly string[] | undefined;
  /** Prefix of the names of streams. */
  readonly stream?: string | undefined;
}

/** Follows the log instead of ending at its head. */
export interface Following {
  /** Ends the export after the page in hand. */
  readonly signal: AbortSignal;
  readonly timers: Timers;
}

/** Selected events in log order. */
export interface SelectedPage {
  readonly events: readonly StoredEvent[];
  /** Position up to which the log was scanned. */
  readonly scannedTo: Position;
  /** True if the page reached the head of the log. */
  readonly atHead: boolean;
}

/** How often a follower looks for new events at the head, in ms. */
const LOOK_EVERY_MS = 200;

/** Fewer positions than this are scanned rather than searched. */
const SEARCHED_POSITIONS = 10_000n;

/**
 * The position after which events recorded at `from` or later begin, found in a log whose instants never decrease: that
 * of one engine. Elsewhere, `after`.
 */
const startOf = async (log: ReadableLog, after: Position, from: Instant): Promise<Position> => {
  const all = log.all ?? log;
  if (all.isRemote) return after;
  let [low, high] = [BigInt(after), BigInt(await all.head())];
  while (high - low > SEARCHED_POSITIONS) {
    const middle = (low + high) / 2n;
    const [event] = (await all.readAll({ after: String(middle), limit: 1 })).events;
    if (event && event.recordedAt < from) low = middle;
    else high = middle;
  }
  return String(low);
};

const filterOf = ({ types, stream }: Selection): LogFilter => ({
  ...(types && { types }),
  ...(stream !== undefined && { streamPrefixes: [stream] }),
});

/** Returns true if no later event of a log can be selected. */
const isPast = (log: ReadableLog, { to }: Selection, last: StoredEvent | undefined): boolean =>
  to !== undefined && last !== undefined && !(log.all ?? log).isRemote && last.recordedAt >= to;

const isSelected =
  ({ from, to }: Selection, until: Position | undefined) =>
  ({ position, recordedAt }: StoredEvent): boolean =>
    (until === undefined || comparePositions(position, until) <= 0) &&
    (from === undefined || recordedAt >= from) &&
    (to === undefined || recordedAt < to);

const moment = ({ signal, timers }: Following): Promise<void> =>
  new Promise((resolve) => {
    const cancel = timers.after(LOOK_EVERY_MS, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = (): void => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });

/**
 * Yields the selected events page by page, up to `until`, or with `following` for as long as its signal is not aborted.
 * Pages may be empty: they say how far the log was read.
 */
export async function* selectedPages(
  log: ReadableLog,
  selection: Selection,
  following?: Following,
): AsyncGenerator<SelectedPage> {
  const until = selection.until ?? (following ? undefined : await log.head());
  const { after, from } = selection;
  let position = from === undefined ? after : await startOf(log, after, from);
  do {
    for await (const { events, scannedTo } of pagesOf(log, { after: position, filter: filterOf(selection) })) {
      const isEnd = until !== undefined && comparePositions(scannedTo, until) >= 0;
      position = isEnd ? until : scannedTo;
      const isOver = isEnd || isPast(log, selection, events.at(-1));
      yield { events: events.filter(isSelected(selection, until)), scannedTo: position, atHead: isOver };
      if (isOver || following?.signal.aborted) return;
    }
    yield { events: [], scannedTo: position, atHead: true };
    if (following && !following.signal.aborted) await moment(following);
  } while (following && !following.signal.aborted);
}

/** Returns true if a selection cannot select anything: it ends before it begins. */
export const isEmptySelection = ({ after, until, from, to }: Selection): boolean =>
  (until !== undefined && comparePositions(until, after) <= 0 && after !== START) ||
  (from !== undefined && to !== undefined && from >= to);
