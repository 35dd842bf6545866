import { EVENT_TYPES } from '@ledgerdesk/events';
import type { Actor, Instant, Projection, RecordedEvent } from '@ledgerdesk/kernel';
import { sortablePosition } from '../sortable-position.js';

/**
 * Where the events of one append are in the log, and who caused them and why. A row for each append rather than each
 * event: the events of an append have the same metadata, and consecutive revisions of one stream.
 */
export type EventIndexRow = {
  readonly stream: string;
  /** Revision of the first event. */
  readonly revision: number;
  /** Position of the first event, padded so that it sorts as text. */
  readonly position: string;
  readonly recordedAt: Instant;
  /**
   * The correlation id, if it is the causation id too, as in requests without a `Correlation-Id`; `correlationId` and
   * `causationId` are then null. An append is thus found by one entry of an index, at a random place, instead of two.
   */
  readonly rootId: string | null;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  /** Kind and id: `agent kenji`. */
  readonly actor: string;
  readonly onBehalfOf: string | null;
};

/** Length of what the ids of the events of one append have in common: all but the four digits of the event's index. */
const PREFIX = 32;
/** A UUID of version 8, as the engine derives them from commands. Events of operators have ids of other versions. */
const DERIVED = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What identifies the append of an event, given the event's id. */
export const appendKeyOf = (eventId: string): string => (DERIVED.test(eventId) ? eventId.slice(0, PREFIX) : eventId);

/** An actor as the index has it. */
export const actorText = ({ kind, id }: Actor): string => `${kind} ${id}`;

const appended = ({ stream, revision, position, recordedAt, metadata }: RecordedEvent): EventIndexRow => {
  const { correlationId, causationId, actor, onBehalfOf } = metadata;
  const isRoot = correlationId === causationId;
  return {
    stream,
    revision,
    position: sortablePosition(position),
    recordedAt,
    rootId: isRoot ? correlationId : null,
    correlationId: isRoot ? null : correlationId,
    causationId: isRoot ? null : causationId,
    actor: actorText(actor),
    onBehalfOf: onBehalfOf ? actorText(onBehalfOf) : null,
  };
};

/**
 * Finds events of the log by id, correlation, causation, actor and time. The log itself has no index on these: random
 * keys would slow down every commit.
 */
export const eventIndex: Projection = {
  name: 'event-index',
  version: 1,
  handles: EVENT_TYPES,
  table: {
    columns: {
      position: 'text',
      recordedAt: 'text',
      rootId: 'text',
      correlationId: 'text',
      causationId: 'text',
      actor: 'text',
      onBehalfOf: 'text',
    },
    indexes: [
      ['rootId', 'position'],
      ['correlationId', 'position'],
      ['causationId', 'position'],
      ['actor', 'position'],
      ['onBehalfOf', 'position'],
      ['recordedAt', 'position'],
    ],
  },
  keysOf: ({ id }) => [appendKeyOf(id)],
  evolve: (_key, row, event) => row ?? appended(event),
};
