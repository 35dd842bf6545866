import { decodeOnce } from '@ledgerdesk/event-store';
import type { Actor, EventMetadata, Instant, RecordedEvent } from '@ledgerdesk/kernel';
import type { EventView } from '@ledgerdesk/runtime';
import { type EventSource, readEventPage } from './event-pages.js';
import { type LoggedText, type LogViewParams, storeFilterOf, textOf } from './log.view.js';

/** Which events to find. */
export interface EventSearch {
  readonly stream?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly streamName?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
  readonly actor?: Actor | undefined;
  readonly onBehalfOf?: Actor | undefined;
  /** Recorded at or after this instant. */
  readonly from?: Instant | undefined;
}

export type FoundEventsParams = EventSearch & EventSource & LogViewParams;

const isSame = (wanted: Actor | undefined, found: Actor | undefined): boolean =>
  wanted === undefined || (wanted.kind === found?.kind && wanted.id === found.id);

const isCausedAsWanted = (
  { correlationId, causationId, actor, onBehalfOf }: EventMetadata,
  search: EventSearch,
): boolean =>
  (search.correlationId === undefined || search.correlationId === correlationId) &&
  (search.causationId === undefined || search.causationId === causationId) &&
  isSame(search.actor, actor) &&
  isSame(search.onBehalfOf, onBehalfOf);

/** Returns true if an event, from whichever source, is one of those that are searched. */
const isFound = ({ stream, type, recordedAt, metadata }: RecordedEvent, search: EventSearch): boolean =>
  stream.startsWith(search.stream ?? '') &&
  (search.types?.includes(type) ?? true) &&
  (search.streamName === undefined || search.streamName === stream) &&
  (search.from === undefined || recordedAt >= search.from) &&
  isCausedAsWanted(metadata, search);

/** The events of the log that meet all criteria of a search, without secrets. */
export const foundEvents: EventView<FoundEventsParams, LoggedText> = {
  name: 'found-events',
  filter: storeFilterOf,
  readPage: readEventPage,
  itemsOf: (stored, params) =>
    isFound(decodeOnce(stored), params) ? [{ position: stored.position, json: textOf(stored, params.masked) }] : [],
};
