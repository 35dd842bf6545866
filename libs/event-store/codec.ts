import { definitionOf } from '@ledgerdesk/events';
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
const upcast = (data: Data, { type, version }: StoredEvent): Data =>
  (definitionOf(type)?.upcasters ?? []).slice(version - 1).reduce<Data>((older, step) => step(older), data);

/**
 * Parses a stored event and upcasts its data. Sealed events are unsealed before they are decoded.
 * @throws KeyMissing if the event is still sealed because its key is missing
 * @throws SealBroken if it is still sealed because its box is damaged
 */
export const decode = (stored: StoredEvent): RecordedEvent => {
  if (isSealed(stored)) throw unsealFailureOf(stored);
  const { data, metadata, ...rest } = stored;
  return {
    ...rest,
    version: definitionOf(rest.type)?.version ?? rest.version,
    data: upcast(JSON.parse(data) as Data, stored),
    metadata: JSON.parse(metadata) as EventMetadata,
  };
};

/** Decodes a stored event whose texts a caller has parsed, in clear. */
export const decodeParsed = (stored: StoredEvent, data: Data, metadata: EventMetadata): RecordedEvent => ({
  ...stored,
  version: definitionOf(stored.type)?.version ?? stored.version,
  data: upcast(data, stored),
  metadata,
});

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
