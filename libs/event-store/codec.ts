import { definitionOf } from '@ledgerdesk/events';
import type { DomainEvent, EventMetadata, Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { configure } from 'safe-stable-stringify';
import type { EventToAppend, StoredEvent } from './port.js';

type Data = Readonly<Record<string, unknown>>;

/** One reversible step between what the log stores and what rules read. Steps run in order on reading. */
export type CodecStep = (data: Data, event: StoredEvent) => Data;

/** Brings data of an old version up to today's. A wire name that this edition does not know passes as it is. */
const upcast: CodecStep = (data, { type, version }) =>
  (definitionOf(type)?.upcasters ?? []).slice(version - 1).reduce<Data>((older, step) => step(older), data);

/** Reads stored events: parse, then the given steps (opening sealed personal fields), then upcast. */
export const decoder = (...steps: readonly CodecStep[]) => {
  const chain = [...steps, upcast];
  return ({ data, metadata, ...place }: StoredEvent): RecordedEvent => {
    const stored = { data, metadata, ...place };
    return {
      ...place,
      version: definitionOf(place.type)?.version ?? place.version,
      data: chain.reduce<Data>((open, step) => step(open, stored), JSON.parse(data) as Data),
      metadata: JSON.parse(metadata) as EventMetadata,
    };
  };
};

/** The decoder of a log whose personal fields are not sealed. */
export const decode = decoder();

const stringify = configure({ deterministic: true, bigint: false, strict: true });

/** RFC 8785 text of a JSON value: keys in code-unit order, so that the same value always gives the same bytes. */
export const canonicalJson = (value: object | string | number | boolean | null): string => stringify(value);

/** What an event gets on its way into the log, besides what happened. */
export interface Envelope {
  readonly id: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly metadata: string;
}

/** Serialises an event, once and for good. */
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
