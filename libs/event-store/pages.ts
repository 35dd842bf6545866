import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position } from '@ledgerdesk/kernel';
import {
  type LogPage,
  type ReadableLog,
  type ReadAllOptions,
  type ReadStreamOptions,
  START,
  type StoredEvent,
} from './port.js';

/**
 * Yields the pages of the log after `after` (default: from its start), up to its head. A page is read when the consumer
 * asks for it; one of a log that a server keeps, while the consumer handles the page before. A page may be empty, and
 * `scannedTo` of the last one read is where to continue later.
 *
 * @example
 * for await (const { events } of pagesOf(log, { filter: { types: ['TicketOpened'] } })) events.forEach(count);
 */
export async function* pagesOf(
  log: Pick<ReadableLog, 'readAll' | 'isRemote'>,
  { after = START, filter, limit }: Pick<ReadAllOptions, 'after' | 'filter' | 'limit'> = {},
): AsyncGenerator<LogPage> {
  const read = (position: Position): Promise<LogPage> => log.readAll({ after: position, filter, limit });
  let ahead: Promise<LogPage> | undefined;
  for (let position = after, end = false; !end;) {
    const page = await (ahead ?? read(position));
    ({ scannedTo: position, end } = page);
    ahead = log.isRemote && !end ? read(position) : undefined;
    // An error is thrown when the page is needed.
    ahead?.catch(() => undefined);
    yield page;
  }
}

type PageLimits = Required<Pick<ReadStreamOptions, 'limit' | 'maxBytes'>>;

/** Bytes that a sealed box has beside its fields, at most, and by how much a character may grow in it. */
const BOX = { bytes: 512, perCharacter: 4 };

/** The most bytes of an event as it is stored: sealed ones are longer than clear ones. */
const mostBytes = ({ data, metadata }: StoredEvent): number =>
  data.length * BOX.perCharacter + BOX.bytes + metadata.length;

/**
 * Returns true if a page of a stream may have reached one of its limits, so that more events may follow. Events in
 * clear do not tell how long the sealed ones were: a page that seems full may be the last.
 */
export const isFullPage = (
  events: readonly StoredEvent[],
  { limit = Infinity, maxBytes = Infinity }: Partial<PageLimits>,
): boolean => events.length >= limit || events.reduce((bytes, event) => bytes + mostBytes(event), 0) >= maxBytes;

/**
 * Yields the events of a stream in pages, none of them empty. Each page is read when the consumer asks for it, in its
 * own turn of the event loop, so that a stream with many or long events does not delay other work.
 *
 * @example
 * for await (const events of streamPagesOf(log, 'ticket-1', { limit: 200, maxBytes: 131_072 })) events.forEach(show);
 */
export async function* streamPagesOf(
  log: Pick<ReadableLog, 'readStream'>,
  stream: string,
  { from = 0, limit, maxBytes }: PageLimits & Pick<ReadStreamOptions, 'from'>,
): AsyncGenerator<readonly StoredEvent[]> {
  for (let next = from, isFull = true; isFull;) {
    const events = await log.readStream(stream, { from: next, limit, maxBytes });
    isFull = isFullPage(events, { limit, maxBytes });
    next = (events.at(-1)?.revision ?? next) + 1;
    if (events.length > 0) yield events;
    if (isFull) await nextTurn();
  }
}
