import type { Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '@ledgerdesk/event-store';

export const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** A projection cannot take this event: it stops before it, alone, until its code is mended. */
export class PoisonEvent extends Error {
  readonly code = 'poison-event';
  readonly position: Position;
  readonly eventId: string;
  constructor(
    readonly projection: string,
    event: Pick<StoredEvent, 'position' | 'id' | 'type'>,
    cause: unknown,
  ) {
    super(
      `Projection ${projection} cannot take ${event.type} ${event.id} at position ${event.position}: ${messageOf(cause)}`,
      { cause },
    );
    this.position = event.position;
    this.eventId = event.id;
  }
}
