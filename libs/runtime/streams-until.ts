import type { ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions } from '@ledgerdesk/kernel';
import { isIncluded, type PageOptions } from './until.js';

interface StreamOptions extends Pick<PageOptions, 'until' | 'types' | 'batch'> {
  readonly log: Pick<ReadableLog, 'readStream'>;
  readonly streams: readonly string[];
}

/** The events of the given types in a few streams up to `until`, in the order of the log. */
export async function* streamsUntil(options: StreamOptions): AsyncGenerator<readonly StoredEvent[]> {
  const found = await Promise.all(options.streams.map((stream) => readUntil(stream, options)));
  yield found.flat().sort((a, b) => comparePositions(a.position, b.position));
}

/** Reads a stream in pages, since a stream may be long. */
const readUntil = async (
  stream: string,
  { log, until, types, batch }: StreamOptions,
): Promise<readonly StoredEvent[]> => {
  const included: StoredEvent[] = [];
  for (let from = 0; ;) {
    const page = await log.readStream(stream, { from, limit: batch });
    included.push(...page.filter((event) => types.includes(event.type) && isIncluded(until, event)));
    const last = page.at(-1);
    if (!last || page.length < batch) return included;
    from = last.revision + 1;
  }
};
