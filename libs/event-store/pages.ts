import { type LogPage, type ReadableLog, type ReadAllOptions, START } from './port.js';

/**
 * Yields the pages of the log after `after` (default: from its start), up to its head. Each page is read when the
 * consumer asks for it. A page may be empty, and `scannedTo` of the last one read is where to continue later.
 *
 * @example
 * for await (const { events } of pagesOf(log, { filter: { types: ['TicketOpened'] } })) events.forEach(count);
 */
export async function* pagesOf(
  log: Pick<ReadableLog, 'readAll'>,
  { after = START, filter, limit }: Pick<ReadAllOptions, 'after' | 'filter' | 'limit'> = {},
): AsyncGenerator<LogPage> {
  for (let position = after, end = false; !end;) {
    const page = await log.readAll({ after: position, filter, limit });
    yield page;
    ({ scannedTo: position, end } = page);
  }
}
