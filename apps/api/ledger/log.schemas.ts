import {
  ACTOR_KINDS,
  type Actor,
  type EventMetadata,
  type ImportProvenance,
  type RecordedEvent,
} from '@ledgerdesk/kernel';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  anyObject,
  dateTime,
  described,
  enumOf,
  integer,
  mapOf,
  nullable,
  objectOf,
  pageOf,
  string,
} from '../platform/openapi/schema.js';

const actor = objectOf<Actor>({ kind: enumOf(ACTOR_KINDS, 'Kind of actor.'), id: string('Id of the actor.') });

const provenance = objectOf<ImportProvenance>({
  kind: enumOf(['import'], 'How the event came into the log.'),
  source: string('Name of the imported log.'),
  fileSha256: string('SHA-256 of the imported file, in hex.'),
  row: nullable(integer(), 'Line of the file. Null for what a timer recorded between the rows.'),
});

const metadata = objectOf<EventMetadata>(
  {
    commandId: string('Id of the command that recorded the event.'),
    requestHash: string('Hash of the request that carried the command.'),
    correlationId: string('Correlation id of the request.'),
    causationId: string('Id of the command or event that caused this event.'),
    actor: described('Who sent the command.', actor),
    onBehalfOf: described('Member that the actor acted for.', actor),
    tenant: string('Tenant of the engine.'),
    read: mapOf(integer(), 'Revisions of the other streams that the decision read. -1: the stream was empty.'),
    versions: mapOf(string(), 'Versions of policy, calendars, prices and time-zone data that the decision used.'),
    provenance: described('Where an imported event comes from.', provenance),
  },
  'onBehalfOf',
  'read',
  'versions',
  'provenance',
);

export const LOG_SCHEMAS = defineSchemas({
  EventPage: pageOf(
    objectOf<RecordedEvent>({
      id: string('Id of the event.'),
      stream: string('Name of the stream.'),
      revision: integer('Revision within the stream, from 0.'),
      position: string('Position in the log.'),
      type: string('Event type.'),
      version: integer('Version of the event type.'),
      occurredAt: dateTime('Instant at which the event occurred.'),
      recordedAt: dateTime('Instant at which the event was recorded.'),
      data: anyObject('Event data. Personal fields are masked for analysts.'),
      metadata: described('Metadata of the event.', metadata),
    }),
  ),
});
