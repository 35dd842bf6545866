import type { StoredEvent } from '@ledgerdesk/event-store';
import { type EventMetadata, isRecord, type RecordedEvent } from '@ledgerdesk/kernel';
import { decodeClear } from './decode-clear.js';
import type { Report } from './findings.js';

type Data = Readonly<Record<string, unknown>>;

const parsed = (text: string): Data | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** An event as stored, with its parsed texts: each is parsed once for all checks. */
export class CheckedEvent {
  /** Undefined where a text is not a JSON object. */
  readonly data: Data | undefined;
  readonly metadata: Partial<EventMetadata> | undefined;
  #event: RecordedEvent | undefined | null = null;

  constructor(readonly stored: StoredEvent) {
    this.data = parsed(stored.data);
    this.metadata = parsed(stored.metadata);
  }

  /** The event by its clear part, upcast. Undefined if it cannot be read, which is a finding of its own. */
  get event(): RecordedEvent | undefined {
    if (this.#event === null) this.#event = this.decoded();
    return this.#event;
  }

  private decoded(): RecordedEvent | undefined {
    if (!this.data || !this.metadata) return undefined;
    try {
      return decodeClear(this.stored);
    } catch {
      return undefined;
    }
  }
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
