import {
  canonicalJson,
  decode,
  isSealed,
  type LogPage,
  type ReadableLog,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import { isEngineEvent, isLogged, memberSubject, subjectOf } from '@ledgerdesk/events';
import type { SubjectRef } from '@ledgerdesk/events';
import type { EventMetadata } from '@ledgerdesk/kernel';
import {
  hasPersonalFields,
  hiddenRequestHash,
  type KeyStore,
  KeyUnsealer,
  prepareSealing,
  sealedRequestHash,
  type SubjectKey,
} from '@ledgerdesk/sealing';

/** A hash that is hidden already has a key ID before a dot. */
const isHidden = (requestHash: string): boolean => requestHash === '' || requestHash.includes('.');

/**
 * Seals the events of a log that earlier versions recorded in the clear. IDs, times and order stay. An event that is
 * sealed, foreign or without personal fields keeps its data.
 */
class EventSealing {
  /** Members by the inquiry that they made: version 1 of `AddOnInquiryClosed` does not name them. */
  readonly #askedBy = new Map<string, string>();

  constructor(private readonly keys: KeyStore) {}

  /** Returns the event with its data in clear, and the hash of its request hidden: what an opened copy has. */
  async hidden(event: StoredEvent): Promise<StoredEvent> {
    if (isSealed(event) || !isEngineEvent(event)) return event;
    const key = await this.#keyOf(event);
    return { ...event, metadata: await this.#metadataOf(event, key) };
  }

  async sealed(event: StoredEvent): Promise<StoredEvent> {
    if (isSealed(event) || !isEngineEvent(event)) return event;
    const key = await this.#keyOf(event);
    const metadata = await this.#metadataOf(event, key);
    if (!key) return { ...event, metadata };
    const { id, stream, type } = event;
    const { tenant } = JSON.parse(metadata) as EventMetadata;
    const data = JSON.parse(event.data) as object;
    return { ...event, metadata, data: prepareSealing({ type, data }, key, id).seal({ tenant, stream, id, type }) };
  }

  async #metadataOf({ metadata }: StoredEvent, key: SubjectKey | undefined): Promise<string> {
    const parsed = JSON.parse(metadata) as EventMetadata;
    if (isHidden(parsed.requestHash)) return metadata;
    const requestHash = key
      ? sealedRequestHash(key, parsed.requestHash)
      : await hiddenRequestHash(this.keys, parsed.requestHash);
    return canonicalJson({ ...parsed, requestHash, resealed: true } satisfies EventMetadata);
  }

  async #keyOf(stored: StoredEvent): Promise<SubjectKey | undefined> {
    const event = decode(stored);
    if (isLogged(event, ['AddOnInquiryReceived'])) this.#askedBy.set(event.data.inquiryId, event.data.memberId);
    if (!hasPersonalFields({ type: stored.type, data: JSON.parse(stored.data) as object })) return undefined;
    const subject = subjectOf(event) ?? this.#inquirerOf(event);
    if (!subject) throw new Error(`${stored.type} ${stored.id} does not name the subject of its personal fields.`);
    return this.keys.cachedFor(subject) ?? this.keys.keyFor(subject);
  }

  #inquirerOf(event: ReturnType<typeof decode>): SubjectRef | undefined {
    if (!isLogged(event, ['AddOnInquiryClosed'])) return undefined;
    const memberId = this.#askedBy.get(event.data.inquiryId);
    return memberId === undefined ? undefined : memberSubject(event.data.teamId, memberId);
  }
}

/** A log whose events are changed as they are read. */
const changedLog = (
  log: ReadableLog,
  change: (events: readonly StoredEvent[]) => Promise<readonly StoredEvent[]>,
): ReadableLog => ({
  logId: log.logId,
  head: () => log.head(),
  subscribe: (...options) => log.subscribe(...options),
  readStream: async (...options) => change(await log.readStream(...options)),
  readAll: async (options): Promise<LogPage> => {
    const page = await log.readAll(options);
    return { ...page, events: await change(page.events) };
  },
  close: async () => undefined,
});

const inOrder =
  (change: (event: StoredEvent) => Promise<StoredEvent>) =>
  async (events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> => {
    const changed: StoredEvent[] = [];
    for (const event of events) changed.push(await change(event));
    return changed;
  };

/** The views of a log and its sealed copy, which are compared in clear. */
export const resealViews = (keys: KeyStore) => {
  // One for all views: a copy that is resumed knows from the comparison who made earlier inquiries.
  const sealing = new EventSealing(keys);
  const unsealer = new KeyUnsealer(keys);
  const unseal = async (events: readonly StoredEvent[]) => unsealer.unseal(events);
  return {
    /** The log as its copy stores it. */
    sealed: (log: ReadableLog): ReadableLog =>
      changedLog(
        log,
        inOrder((event) => sealing.sealed(event)),
      ),
    /** The log as its opened copy shows it. */
    original: (log: ReadableLog): ReadableLog => {
      const hidden = inOrder((event) => sealing.hidden(event));
      return changedLog(log, async (events) => unseal(await hidden(events)));
    },
    /** The copy, opened. */
    opened: (log: ReadableLog): ReadableLog => changedLog(log, unseal),
  };
};
