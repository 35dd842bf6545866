import type { StoredEvent } from '@ledgerdesk/event-store';

/** The log has another event in place of the one that a message is about: it lost events. A retry cannot succeed. */
export class EventLost extends Error {
  readonly code = 'event-lost';
}

/** Throws EventLost unless an event read from the log is the one that a message was queued for. */
export const requireSame = ({ id, stream, revision }: StoredEvent, eventId: string): void => {
  if (id !== eventId)
    throw new EventLost(`The log does not contain event ${eventId}, which was at revision ${revision} of ${stream}.`);
};
