import type { ServerSentEvent } from '@ledgerdesk/client';

/** Events of a stream that a tab knows. It gets some twice, and those of two tabs that lead in any order. */
export class KnownEvents<Event extends ServerSentEvent> {
  private readonly byId = new Map<number, Event>();

  /** Returns false for an event that is known, or has no id. */
  add(event: Event): boolean {
    const id = Number(event.id);
    if (Number.isNaN(id) || this.byId.has(id)) return false;
    this.byId.set(id, event);
    return true;
  }

  /** The events in the order in which the stream sends them. */
  inOrder(): readonly Event[] {
    return [...this.byId].toSorted(([a], [b]) => a - b).map(([, event]) => event);
  }
}
