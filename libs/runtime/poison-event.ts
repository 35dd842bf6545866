import { messageOf, type Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '@ledgerdesk/event-store';

/**
 * A projection cannot apply an event. Only that projection stops, before the event, until its code is fixed or an
 * operator decides to leave the event out.
 */
export class PoisonEvent extends Error {
  readonly code = 'poison-event';
  readonly position: Position;
  readonly eventId: string;
  readonly eventType: string;
  constructor(
    readonly projection: string,
    { position, id, type }: Pick<StoredEvent, 'position' | 'id' | 'type'>,
    cause: unknown,
  ) {
    super(`Projection ${projection} cannot apply ${type} ${id} at position ${position}: ${messageOf(cause)}`, {
      cause,
    });
    this.position = position;
    this.eventId = id;
    this.eventType = type;
  }
}
