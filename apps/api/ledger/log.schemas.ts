import {
  ACTOR_KINDS,
  type Actor,
  type ClockProvenance,
  type EventMetadata,
  type ImportProvenance,
  type RecordedEvent,
  type SimulationProvenance,
} from '@ledgerdesk/kernel';
import type { LinkedEventView, RecordingCommand } from './event-links.js';
import type { EventLink } from './event-links.view.js';
import { EVENT_UNIONS } from '../platform/openapi/event.schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  integer,
  mapOf,
  nullable,
  number,
  objectOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';

const actor = objectOf<Actor>({ kind: enumOf(ACTOR_KINDS, 'Kind of actor.'), id: string('Id of the actor.', 'kenji') });

const provenance = objectOf<ImportProvenance>({
  kind: enumOf(['import'], 'How the event came into the log.'),
  source: string('Name of the imported log.', 'helpdesk-2025'),
  fileSha256: string('SHA-256 of the imported file, in hex.', EXAMPLES.sha256),
  row: nullable(valueLike(128), 'Line of the file. Null for what a timer recorded between the rows.'),
});

const simulation = objectOf<SimulationProvenance>({
  source: enumOf(
    ['simulate', 'engine'],
    '`simulate`: the command of that name. `engine`: an engine with the setting `SCENARIO`.',
  ),
  scenario: string('Name of the scenario.', 'support-teams'),
  seed: nullable(valueLike(1), 'Seed of the random numbers. Null: none.'),
});

const clock = objectOf<ClockProvenance>({
  source: enumOf(['simulated'], 'Kind of the clock.'),
  start: dateTime('Time of the clock when the process started.'),
  speed: number('Simulated seconds per second.', 1),
});

const metadata = objectOf<EventMetadata>(
  {
    commandId: string('Id of the command that recorded the event.', EXAMPLES.commandId),
    requestHash: string(
      'Hash of the request that carried the command.',
      '4d967a30111bf29f0eba01c448b375c1629b2fed01cdfcc3aed91f1b57d5dd5e',
    ),
    correlationId: string('Correlation id of the request.', EXAMPLES.correlationId),
    causationId: string('Id of the command or event that caused this event.', EXAMPLES.commandId),
    actor: described('Who sent the command.', actor),
    onBehalfOf: described('Member that the actor acted for.', actor),
    tenant: string('Tenant of the engine.', 'main'),
    read: mapOf(valueLike(4), 'Revisions of the other streams that the decision read. -1: the stream was empty.', {
      'team-acme': 4,
    }),
    versions: mapOf(
      valueLike('2026-11-01'),
      'Versions of policy, calendars, prices and time-zone data that the decision used.',
      { policy: '2026-11-01' },
    ),
    provenance: described('Where an imported event comes from.', provenance),
    simulation: described('What simulated the event. Absent for what users of the engine caused.', simulation),
    resealed: boolean('True if the event was sealed after it was recorded. Its id derives from what it was before.'),
    clock: described('The simulated clock of the times. Absent: the clock of the machine.', clock),
  },
  'onBehalfOf',
  'read',
  'versions',
  'provenance',
  'simulation',
  'resealed',
  'clock',
);

const { LoggedEvent } = defineSchemas({
  LoggedEvent: {
    ...objectOf<Omit<RecordedEvent, 'type' | 'version' | 'data'>>({
      id: string('Id of the event.', EXAMPLES.eventId),
      stream: string('Name of the stream.', EXAMPLES.ticketStream),
      revision: integer('Revision within the stream, from 0.', 3),
      position: string('Position in the log.', EXAMPLES.position),
      occurredAt: dateTime('Instant at which the event occurred.'),
      recordedAt: dateTime('Instant at which the event was recorded.'),
      metadata: described('Metadata of the event.', metadata),
    }),
    description: 'An event of the log. Personal fields of its data are masked for analysts.',
    allOf: [EVENT_UNIONS.Event],
  },
});

const link = objectOf<EventLink>({
  id: string('Id of the event.', EXAMPLES.eventId),
  type: string('Event type.', 'TicketOpened'),
  stream: string('Name of the stream.', EXAMPLES.ticketStream),
  revision: integer('Revision within the stream, from 0.', 3),
  position: string('Position in the log.', EXAMPLES.position),
  occurredAt: dateTime('Instant at which the event occurred.'),
  recordedAt: dateTime('Instant at which the event was recorded.'),
  commandId: string('Id of the command that recorded the event.', EXAMPLES.commandId),
  causationId: string('Id of the command or event that caused this event.', EXAMPLES.commandId),
  actor: described('Who sent the command.', actor),
});

const command = objectOf<RecordingCommand>({
  commandId: string('Id of the command.', EXAMPLES.commandId),
  correlationId: string('Correlation id of the request.', EXAMPLES.correlationId),
  causationId: string(
    'Id of the command or event that caused the command; its own id if a request did.',
    EXAMPLES.commandId,
  ),
  actor: described('Who sent the command.', actor),
  onBehalfOf: nullable(actor, 'Member that the actor acted for.'),
  events: arrayOf(link, 'All events that the command recorded at once.'),
});

const INDEX_POSITION = 'Position up to which the read model `event-index` had read the log.';

export const LOG_SCHEMAS = defineSchemas({
  EventPage: objectOf<{ readonly items: unknown; readonly next?: string; readonly position?: string }>(
    {
      items: arrayOf(LoggedEvent, 'Events of this page.'),
      next: string('`after` of the next page. Absent on the last page.', EXAMPLES.position),
      position: string(`${INDEX_POSITION} Absent if the read model was not needed.`, EXAMPLES.position),
    },
    'next',
    'position',
  ),
  EventWithLinks: objectOf<Omit<LinkedEventView, 'json'> & { readonly event: unknown }>({
    event: described('The event.', LoggedEvent),
    command: described('The command that recorded the event.', command),
    causes: arrayOf(link, 'What caused the event, nearest first: at most 20 events.'),
    effects: arrayOf(link, 'Events that name the event or its command as their cause.'),
    hasMoreEffects: boolean('Whether there are more effects: list them with `causationId`.'),
    position: string(INDEX_POSITION, EXAMPLES.position),
  }),
});
