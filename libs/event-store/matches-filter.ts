import type { LogFilter, StoredEvent } from './port.js';

/** Returns a function that tells whether an event matches a filter. */
export const matchesFilter =
  ({ streamPrefixes, types }: LogFilter) =>
  ({ stream, type }: StoredEvent): boolean =>
    (streamPrefixes?.some((prefix) => stream.startsWith(prefix)) ?? true) && (types?.includes(type) ?? true);
