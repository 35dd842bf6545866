import { subscribesTo, type Webhook } from '@ledgerdesk/domain';
import { decode } from '@ledgerdesk/event-store';
import { WEBHOOK_EVENT_TYPES } from '@ledgerdesk/events';
import { comparePositions, type Position, type RecordedEvent } from '@ledgerdesk/kernel';
import type { EventView } from '@ledgerdesk/runtime';

/** A webhook, and the part of the log that is delivered to it again. */
interface ReplayedRange {
  /** The webhook as of its request for the replay. */
  readonly webhook: Webhook;
  /** Position of the request. */
  readonly before: Position;
}

/** References to the events that a webhook receives, among those before its request for a replay. */
export const replayedEvents: EventView<ReplayedRange, Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'type'>> = {
  name: 'replayed-events',
  filter: ({ webhook: { types } }) => ({ types: types.length > 0 ? types : WEBHOOK_EVENT_TYPES }),
  itemsOf: (stored, { webhook, before }) => {
    const { id, stream, revision, type, position } = stored;
    const isIncluded = comparePositions(position, before) < 0 && subscribesTo(webhook, decode(stored));
    return isIncluded ? [{ id, stream, revision, type }] : [];
  },
};
