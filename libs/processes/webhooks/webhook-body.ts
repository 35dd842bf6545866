import { definitionOf, DELIVERED_EVENT_TYPES, maskPersonalFields } from '@ledgerdesk/events';
import type { Actor, Instant, Position, RecordedEvent } from '@ledgerdesk/kernel';

/** The body of a webhook request: the fields of Standard Webhooks, who caused the event, and its place in the log. */
export interface WebhookBody {
  readonly type: string;
  /** When the event occurred. */
  readonly timestamp: Instant;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly version: number;
  readonly recordedAt: Instant;
  /** Who caused the event. */
  readonly actor: Actor;
  /** The member for whom the actor acted; absent if it acted for itself. */
  readonly onBehalfOf?: Actor;
  /** The event's data. Personal fields are masked by values of the same type. */
  readonly data: object;
  /** Present in test events only. */
  readonly test?: true;
}

/** The body of the request that delivers an event. Personal fields and secrets are masked. */
export const webhookBody = (event: RecordedEvent): WebhookBody => {
  const { id, stream, revision, position, type, version, occurredAt, recordedAt, data, metadata } =
    maskPersonalFields(event);
  const { actor, onBehalfOf } = metadata;
  return {
    type,
    timestamp: occurredAt,
    id,
    stream,
    revision,
    position,
    version,
    recordedAt,
    actor,
    ...(onBehalfOf && { onBehalfOf }),
    data,
  };
};

/** In place of the stream of a sample event. No stream of the log has this name. */
export const SAMPLE_STREAM = 'sample-1';
/** Before the first event of any log. */
const SAMPLE_POSITION: Position = '0';

/** The body of a request with a sample event of a type. Throws for a type that this version does not know. */
export const sampleBody = (type: string, id: string, at: Instant): WebhookBody => {
  const definition = definitionOf(type);
  if (!definition) throw new Error(`Unknown event type ${type}.`);
  const [actor, tenant] = [{ kind: 'agent', id: 'kenji' } as const, 'default'];
  return {
    ...webhookBody({
      id,
      stream: SAMPLE_STREAM,
      revision: 0,
      position: SAMPLE_POSITION,
      type,
      version: definition.version,
      occurredAt: at,
      recordedAt: at,
      data: definition.sample,
      metadata: { commandId: id, requestHash: '', correlationId: id, causationId: id, actor, tenant },
    }),
    test: true,
  };
};

/** An event type that webhooks can receive. */
export interface WebhookEventType {
  readonly type: string;
  /** Version of newly recorded events. It increases when the fields of `data` change. */
  readonly version: number;
  /** Fields of `data` whose values are masked. */
  readonly masked: readonly string[];
  /** The body of a request with such an event. */
  readonly sample: WebhookBody;
}

const SAMPLE_ID = '6f1f6d0e-3c0c-5a6e-9c55-2b8f3d0f7a11';
const SAMPLE_AT = '2026-11-27T07:30:00.000Z';

/** The event types that webhooks can receive, each with a sample, in alphabetical order. */
export const webhookEventTypes = (): readonly WebhookEventType[] =>
  [...DELIVERED_EVENT_TYPES].sort().map((type) => {
    const { version = 1, personal = [] } = definitionOf(type) ?? {};
    return { type, version, masked: personal, sample: sampleBody(type, SAMPLE_ID, SAMPLE_AT) };
  });
