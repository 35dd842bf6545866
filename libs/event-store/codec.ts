import { definitionOf } from '@ledgerdesk/events';
import type { DomainEvent, EventMetadata, Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { configure } from 'safe-stable-stringify';
import type { EventToAppend, StoredEvent } from './port.js';

type Data = Readonly<Record<string, unknown>>;

/** One step of decoding, from stored data towards the data that deciders and projections read. */
type CodecStep = (data: Data, event: StoredEvent) => Data;

/** Upcasts data to the current version of its type. Data of an unknown type passes unchanged. */
const upcast: CodecStep = (data, { type, version }) =>
  (definitionOf(type)?.upcasters ?? []).slice(version - 1).reduce<Data>((older, step) => step(older), data);

/** A decoder that parses a stored event, runs the given steps (such as unsealing personal fields), then upcasts. */
const decoder = (...steps: readonly CodecStep[]) => {
  const chain = [...steps, upcast];
  return (stored: StoredEvent): RecordedEvent => {
    const { data: json, metadata, ...rest } = stored;
    return {
      ...rest,
      version: definitionOf(rest.type)?.version ?? rest.version,
      data: chain.reduce<Data>((data, step) => step(data, stored), JSON.parse(json) as Data),
      metadata: JSON.parse(metadata) as EventMetadata,
    };
  };
};

/** Decodes an event whose personal fields are not sealed. */
export const decode = decoder();

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

/** RFC 8785 text of a JSON value: keys in code-unit order, so that equal values have equal bytes. */
export const canonicalJson = (value: object | string | number | boolean | null): string => stringify(value);

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
