import type { Actor, Json, RecordedEvent } from '@ledgerdesk/kernel';

/** A CloudEvent in the JSON format (CloudEvents 1.0.2, JSON Event Format). */
export type CloudEvent = Readonly<Record<string, Json | object>>;

/** Digits of the greatest position: the sequence of CloudEvents is compared as text. */
const SEQUENCE_DIGITS = 19;

const actorText = ({ kind, id }: Actor): string => `${kind}:${id}`;

/**
 * Returns an event as a CloudEvent. `source` is the log, `subject` the stream, `time` business time; the other
 * attributes of the event are extension attributes.
 */
export const cloudEvent = (event: RecordedEvent, logId: string): CloudEvent => {
  const { id, stream, revision, position, type, version, occurredAt, recordedAt, data, metadata } = event;
  return {
    specversion: '1.0',
    id,
    source: `urn:ledgerdesk:log:${logId}`,
    type: `ledgerdesk.${type}`,
    subject: stream,
    time: occurredAt,
    datacontenttype: 'application/json',
    dataschema: `urn:ledgerdesk:event:${type}:${version}`,
    sequence: position.padStart(SEQUENCE_DIGITS, '0'),
    revision,
    recordedat: recordedAt,
    actor: actorText(metadata.actor),
    ...(metadata.onBehalfOf && { onbehalfof: actorText(metadata.onBehalfOf) }),
    commandid: metadata.commandId,
    correlationid: metadata.correlationId,
    causationid: metadata.causationId,
    tenant: metadata.tenant,
    data,
  };
};
