import { EVENTS_BY_CATEGORY } from './catalogue.js';
import type { EventDefinition } from './definition.js';

/** The events of each category of streams. A category is a stream's name up to the first hyphen. */
const definitions: ReadonlyMap<string, readonly EventDefinition[]> = new Map(Object.entries(EVENTS_BY_CATEGORY));

/** What the names of the engine's streams begin with. Streams of others may begin with them too. */
export const ENGINE_STREAM_PREFIXES: readonly string[] = [...definitions.keys()];

const categoryByType: ReadonlyMap<string, string> = new Map(
  [...definitions].flatMap(([category, events]) => events.map(({ type }) => [type, category] as const)),
);

/**
 * Returns true if the engine recorded the event: its stream is one of the engine's, and its type, if this version knows
 * it, belongs to that stream. A type alone proves nothing, because clients of the log may record any in other streams.
 */
export const isEngineEvent = ({ stream, type }: { readonly stream: string; readonly type: string }): boolean => {
  const category = stream.split('-', 1)[0] ?? '';
  return definitions.has(category) && (categoryByType.get(type) ?? category) === category;
};
