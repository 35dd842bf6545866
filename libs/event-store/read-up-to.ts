import { ReadBehind } from './errors.js';
import type { ReadableLog, StoredEvent } from './port.js';

/**
 * Reads a stream from its start, at least up to an event that is known to be recorded.
 * @throws ReadBehind if the log does not show that event yet
 */
export const readUpTo = async (
  log: Pick<ReadableLog, 'readStream'>,
  { stream, revision }: Pick<StoredEvent, 'stream' | 'revision'>,
): Promise<readonly StoredEvent[]> => {
  const events = await log.readStream(stream);
  if ((events.at(-1)?.revision ?? -1) < revision) throw new ReadBehind(stream, revision);
  return events;
};
