import type { StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';

/** The characters of an id that the events of one command share, before the index of the event. */
const PREFIX = 32;

/** An event as stored, and decoded without its personal fields. */
export interface FactEvent {
  readonly stored: StoredEvent;
  readonly event: RecordedEvent;
}

/** The events that one command recorded in a stream, in order. */
export interface Append {
  readonly stream: string;
  readonly events: readonly FactEvent[];
}

/** True if an event is the next one of the same stream, from the same command. */
export const isNextOf = (last: StoredEvent, next: StoredEvent): boolean =>
  last.stream === next.stream &&
  last.id.slice(0, PREFIX) === next.id.slice(0, PREFIX) &&
  last.revision === next.revision - 1;

/** True if an event continues an append. */
export const continues = ({ events }: Append, { stored }: FactEvent): boolean => {
  const last = events.at(-1)?.stored;
  return last !== undefined && isNextOf(last, stored);
};

/** True if the first event is the first one of its command. */
export const isWhole = ({ events }: Append): boolean =>
  events[0] !== undefined && Number.parseInt(events[0].stored.id.slice(PREFIX), 16) === 0;

/** True if this version of the engine recorded the form of the event: earlier ones had other rules. */
export const isOfThisVersion = ({ stored: { type, version } }: FactEvent): boolean =>
  definitionOf(type)?.version === version;
