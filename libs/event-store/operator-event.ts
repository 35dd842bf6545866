import { type EventOrigin, type Instant, later } from '@ledgerdesk/kernel';
import type { LogEvent } from '@ledgerdesk/events';
import { canonicalJson, encode } from './codec.js';
import { lastRecordedAt } from './last-recorded.js';
import type { EventToAppend, ReadableLog } from './port.js';

/** Of an event with which an operator decides something about the log or its readers. */
export interface OperatorAction {
  /** Id of the event. The same id records once. */
  readonly id: string;
  readonly tenant: string;
  readonly now: Instant;
  /** The clock of `now`, if it is simulated. */
  readonly origin?: EventOrigin;
}

/** Encodes the event of an operator at the command line. It is never recorded before the last event of the log. */
export const operatorEvent = async (
  log: ReadableLog,
  event: LogEvent,
  { id, tenant, now, origin }: OperatorAction,
): Promise<EventToAppend> => {
  const last = await lastRecordedAt(log);
  const at = last === undefined ? now : later(now, last);
  const metadata = canonicalJson({
    commandId: id,
    requestHash: '',
    correlationId: id,
    causationId: id,
    actor: { kind: 'operator', id: 'cli' },
    tenant,
    ...origin,
  });
  return encode(event, { id, occurredAt: at, recordedAt: at, metadata });
};
