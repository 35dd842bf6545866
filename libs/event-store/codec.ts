import { definitionOf, type EventDefinition } from '@ledgerdesk/events';
import {
  type DomainEvent,
  type EventMetadata,
  type Instant,
  isList,
  isRecord,
  type RecordedEvent,
} from '@ledgerdesk/kernel';
import { configure } from 'safe-stable-stringify';
import type { EventToAppend, StoredEvent } from './port.js';
import { isSealed, unsealFailureOf } from './sealed.js';

type Data = Readonly<Record<string, unknown>>;

/** Upcasts data to the current version of its type. Data of an unknown type passes unchanged. */
const upcast = (data: Data, version: number, { upcasters }: Pick<EventDefinition, 'upcasters'>): Data =>
  upcasters.length < version ? data : upcasters.slice(version - 1).reduce<Data>((older, step) => step(older), data);

let lastMetadata: { readonly text: string; readonly metadata: EventMetadata } | undefined;

/** Freezes a parsed object, with all that it contains. */
const frozen = <T extends object>(parsed: T): T => {
  for (const part of Object.values(parsed)) if (isRecord(part) || isList(part)) frozen(part);
  return Object.freeze(parsed);
};

/** Parses metadata. The events of one append have the same, and share the result, which nobody can change. */
const metadataOf = (text: string): EventMetadata => {
  if (lastMetadata?.text === text) return lastMetadata.metadata;
  const metadata = frozen(JSON.parse(text) as EventMetadata);
  lastMetadata = { text, metadata };
  return metadata;
};

/**
 * Parses a stored event and upcasts its data. Sealed events are unsealed before they are decoded.
 * @throws KeyMissing if the event is still sealed because its key is missing
 * @throws SealBroken if it is still sealed because its box is damaged
 */
export const decode = (stored: StoredEvent): RecordedEvent => {
  if (isSealed(stored)) throw unsealFailureOf(stored);
  return decodeParsed(stored, JSON.parse(stored.data) as Data, metadataOf(stored.metadata));
};

/**
 * Decodes a stored event whose texts a caller has parsed, in clear. Builds the object field by field and reuses the
 * definition's type string: spreading, and looking up handlers by a fresh string, cost more than parsing.
 */
export const decodeParsed = (stored: StoredEvent, data: Data, metadata: EventMetadata): RecordedEvent => {
  const definition = definitionOf(stored.type);
  return {
    id: stored.id,
    stream: stored.stream,
    revision: stored.revision,
    position: stored.position,
    type: definition?.type ?? stored.type,
    version: definition?.version ?? stored.version,
    occurredAt: stored.occurredAt,
    recordedAt: stored.recordedAt,
    data: definition ? upcast(data, stored.version, definition) : data,
    metadata,
  };
};

const decodedEvents = new WeakMap<StoredEvent, RecordedEvent>();

/** Decodes each stored event object once, for several readers of the same page: they share the result. */
export const decodeOnce = (stored: StoredEvent): RecordedEvent => {
  const known = decodedEvents.get(stored);
  if (known) return known;
  const decoded = decode(stored);
  decodedEvents.set(stored, decoded);
  return decoded;
};

const stringify = configure({ deterministic: true, bigint: false, strict: true });

/** Returns true for data whose keys are in canonical order already. False for anything that JSON does not have. */
const isInOrder = (value: unknown): boolean => {
  if (isList(value)) return value.every(isInOrder);
  if (!isRecord(value))
    return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return false;
  let last: string | undefined;
  for (const name in value) {
    if ((last !== undefined && last >= name) || !isInOrder(value[name])) return false;
    last = name;
  }
  return true;
};

/**
 * RFC 8785 text of a JSON value: keys in code-unit order, so that equal values have equal bytes. What is read from a
 * log is in order, and the built-in function writes it several times faster.
 */
export const canonicalJson = (value: object | string | number | boolean | null): string =>
  isInOrder(value) ? JSON.stringify(value) : stringify(value);

/** The fields of a stored event that surround its type and data. */
export interface Envelope {
  readonly id: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly metadata: string;
}

/** Serialises an event at the current version of its type. */
export const encode = (
  { type, data }: DomainEvent,
  { id, occurredAt, recordedAt, metadata }: Envelope,
): EventToAppend => ({
  id,
  type,
  version: definitionOf(type)?.version ?? 1,
  occurredAt,
  recordedAt,
  data: canonicalJson(data),
  metadata,
});
