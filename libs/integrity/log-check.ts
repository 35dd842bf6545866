import { decodeParsed, isSealed, type StoredEvent } from '@ledgerdesk/event-store';
import { type EventMetadata, isRecord, type RecordedEvent } from '@ledgerdesk/kernel';
import { type SubjectKey, unsealData } from '@ledgerdesk/sealing';
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

/** An event as stored, with its parsed texts: each is parsed, and a box opened, once for all checks. */
export class CheckedEvent {
  /** Undefined where a text is not a JSON object. */
  readonly data: Data | undefined;
  readonly metadata: Partial<EventMetadata> | undefined;
  #event: RecordedEvent | undefined | null = null;
  #inClear: RecordedEvent | undefined;

  constructor(readonly stored: StoredEvent) {
    this.data = parsed(stored.data);
    this.metadata = parsed(stored.metadata);
  }

  /** The event by its clear part, upcast. Undefined if it cannot be read, which is a finding of its own. */
  get event(): RecordedEvent | undefined {
    if (this.#event === null) this.#event = this.attempt('erased');
    return this.#event;
  }

  /**
   * The event with its personal fields, empty ones if its subject was erased. Undefined for a sealed event that was not
   * opened, or cannot be.
   */
  get inClear(): RecordedEvent | undefined {
    return isSealed(this.stored) ? this.#inClear : this.event;
  }

  /**
   * Decrypts a sealed event with the key of its subject. `inClear` is the result.
   * @throws SealBroken
   */
  open(key: SubjectKey | 'erased'): void {
    this.#inClear = key === 'erased' ? this.event : this.unsealed(key);
  }

  private attempt(key: 'erased'): RecordedEvent | undefined {
    try {
      return this.unsealed(key);
    } catch {
      return undefined;
    }
  }

  private unsealed(key: SubjectKey | 'erased'): RecordedEvent | undefined {
    const { stored, data, metadata } = this;
    if (!data || !metadata) return undefined;
    const unsealed = unsealData(stored, { data, tenant: String(metadata.tenant) }, key);
    return decodeParsed(stored, unsealed, metadata as EventMetadata);
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
