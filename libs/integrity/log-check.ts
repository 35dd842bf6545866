import type { StoredEvent } from '@ledgerdesk/event-store';
import { type EventMetadata, isRecord } from '@ledgerdesk/kernel';
import type { Report } from './findings.js';

/** An event as stored, with its parsed texts. Undefined where a text is not a JSON object. */
export interface CheckedEvent {
  readonly stored: StoredEvent;
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly metadata: Partial<EventMetadata> | undefined;
}

/** A check that looks at the engine's events one by one, in log order. */
export interface LogCheck {
  check(event: CheckedEvent, report: Report): void | Promise<void>;
  /** Called after the last event. */
  end?(report: Report): void | Promise<void>;
}

/** Where an event is, for a finding. */
export const placeOf = ({ position, stream, revision }: StoredEvent): string =>
  `position ${position} (${stream}, revision ${revision})`;

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Parses the texts of a stored event. */
export const checkedEvent = (stored: StoredEvent): CheckedEvent => ({
  stored,
  data: parsed(stored.data),
  metadata: parsed(stored.metadata),
});
