import { eventIdsOf } from '@ledgerdesk/application';
import { canonicalJson, encode, type EventToAppend } from '@ledgerdesk/event-store';
import type { LogEvent } from '@ledgerdesk/events';
import type { EventOrigin, Instant } from '@ledgerdesk/kernel';

/** How an event is recorded that the engine records about itself. */
export interface EngineRecord {
  /** ID of the command that records it: the same one records once. */
  readonly commandId: string;
  /** The part of the engine that records it. */
  readonly part: 'starts' | 'ledger' | 'keys' | 'retention';
  readonly tenant: string;
  readonly origin: EventOrigin;
  readonly at: Instant;
  /** Default: `at`. */
  readonly recordedAt?: Instant;
  /** Versions of the policy files that the decision used. */
  readonly versions?: { readonly policy: string };
  /** ID of the event. Default: derived from its content. */
  readonly id?: string;
}

/** Encodes an event that the engine records about itself, under a command of its own. */
export const engineRecord = (
  event: Pick<LogEvent, 'type' | 'data'>,
  { commandId, part, tenant, origin, at, recordedAt = at, versions, id }: EngineRecord,
): EventToAppend => {
  const metadata = canonicalJson({
    commandId,
    requestHash: '',
    correlationId: commandId,
    causationId: commandId,
    actor: { kind: 'engine', id: part },
    tenant,
    ...(versions && { versions }),
    ...origin,
  });
  const eventId = id ?? eventIdsOf(commandId, at, metadata, canonicalJson(event.data))(0);
  return encode(event, { id: eventId, occurredAt: at, recordedAt, metadata });
};
