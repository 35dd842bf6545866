import { decodeOnce } from '@ledgerdesk/event-store';
import type { EventMetadata, RecordedEvent } from '@ledgerdesk/kernel';
import type { AppendPlace } from '@ledgerdesk/projections';
import type { EventView } from '@ledgerdesk/runtime';
import { readEventPage } from './event-pages.js';
import { textOf } from './log.view.js';

/** An event by which another one is explained, without its data. */
export interface EventLink
  extends
    Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'position' | 'type' | 'occurredAt' | 'recordedAt'>,
    Pick<EventMetadata, 'commandId' | 'causationId' | 'actor'> {}

interface LinkedEventsParams {
  readonly places: readonly AppendPlace[];
  /** The event that is returned with its data. */
  readonly eventId?: string | undefined;
  readonly masked: boolean;
}

interface LinkedEvent {
  readonly link: EventLink;
  readonly metadata: EventMetadata;
  /** The event as JSON, if it is the one named in the parameters. */
  readonly json?: string;
}

const linkOf = ({ metadata, ...event }: RecordedEvent): EventLink => ({
  id: event.id,
  type: event.type,
  stream: event.stream,
  revision: event.revision,
  position: event.position,
  occurredAt: event.occurredAt,
  recordedAt: event.recordedAt,
  commandId: metadata.commandId,
  causationId: metadata.causationId,
  actor: metadata.actor,
});

/** The events of appends, as links. */
export const linkedEvents: EventView<LinkedEventsParams, LinkedEvent> = {
  name: 'linked-events',
  filter: () => ({}),
  readPage: (log, { places }, range) => readEventPage(log, { order: 'asc', places }, range),
  itemsOf: (stored, { eventId, masked }) => {
    const event = decodeOnce(stored);
    const json = event.id === eventId ? { json: textOf(stored, masked) } : {};
    return [{ link: linkOf(event), metadata: event.metadata, ...json }];
  },
};
