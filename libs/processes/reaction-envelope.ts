import { type CommandEnvelope, derivedId, hashRequest } from '@ledgerdesk/application';
import type { RecordedEvent } from '@ledgerdesk/kernel';

/** The envelope of what a process does because of an event: the same for the same event, however often it comes. */
export const reactionTo = (
  process: string,
  { id, metadata: { correlationId } }: RecordedEvent,
  tenant: string,
  ...what: readonly string[]
): CommandEnvelope => ({
  commandId: derivedId(process, id, ...what),
  requestHash: hashRequest({ process, id, what }),
  correlationId,
  causationId: id,
  actor: { kind: 'engine', id: process },
  tenant,
});

/** For what is so from the event on, however late the process comes to it: a clock that starts by it must lose nothing. */
export const consequenceOf = (process: string, event: RecordedEvent, tenant: string): CommandEnvelope => ({
  ...reactionTo(process, event, tenant),
  occurredAt: event.occurredAt,
});
