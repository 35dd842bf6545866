import { status } from '@grpc/grpc-js';
import { type EventToAppend, type ForeignEvent, MAX_APPEND_BYTES } from '@ledgerdesk/event-store';
import { appendTooLarge, RpcError } from '../protocol/rpc-error.js';
import { parseProposedEvent, type ProposedMessage, toStoredForm } from './proposed-event.js';

/**
 * Limit of what one append may hold before it is complete. Above the limit of the store, which measures an append
 * exactly: the metadata of engine events and the types of small ones take room, too.
 */
const MAX_HELD_BYTES = 4 * MAX_APPEND_BYTES;
/** Rough size of an event besides its type and contents. */
const EVENT_BYTES = 64;

const tooManyIncomplete = (): RpcError =>
  new RpcError(
    status.RESOURCE_EXHAUSTED,
    'unavailable',
    'The server holds too many incomplete appends. Complete those that are open, then retry.',
  );

/** The bytes that incomplete appends hold, over all calls. */
export class IncomingBytes {
  private held = 0;

  constructor(private readonly limit = 64 * MAX_APPEND_BYTES) {}

  /** @throws RpcError if the limit is exceeded */
  take(bytes: number): void {
    if (this.held + bytes > this.limit) throw tooManyIncomplete();
    this.held += bytes;
  }

  release(bytes: number): void {
    this.held -= bytes;
  }
}

/** An append whose events are arriving. */
export class IncomingAppend {
  private readonly events: ForeignEvent[] = [];
  private held = 0;

  constructor(private readonly bytes: IncomingBytes) {}

  /** @throws RpcError for an invalid event, and as soon as the append or all incomplete appends are too large */
  add(message: ProposedMessage): void {
    const event = parseProposedEvent(message);
    this.hold(EVENT_BYTES + event.type.length + event.data.length + event.metadata.length);
    this.events.push(event);
  }

  /** @throws RpcError if the append, or all incomplete appends, would hold too much */
  hold(bytes: number): void {
    if (this.held + bytes > MAX_HELD_BYTES) throw appendTooLarge();
    this.bytes.take(bytes);
    this.held += bytes;
  }

  /** Returns the events in the log's storage format. */
  stored(recordedAt: string, engineWrites: boolean): EventToAppend[] {
    return this.events.map((event) => toStoredForm(event, recordedAt, engineWrites));
  }

  /** Call once the append is committed, refused or abandoned. */
  release(): void {
    this.bytes.release(this.held);
    this.held = 0;
  }
}
