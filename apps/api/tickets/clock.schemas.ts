import type { ExplainedTicket } from '@ledgerdesk/application';
import type { ClockIncident, CountedInterval, ClockExplanation, LegExplanation } from '@ledgerdesk/domain';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { entitlement, minutes, servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  enumOf,
  integer,
  mapOf,
  nullable,
  objectOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';

const TARGETS = ['edition', 'japanese-desk'] satisfies LegExplanation['target'][];
const INCIDENTS = [
  'started',
  'paused',
  'resumed',
  'at-risk',
  'breached',
  'answered',
  'solved-unanswered',
  'merged',
] satisfies ClockIncident['what'][];

const interval = objectOf<CountedInterval>({
  from: dateTime('Start of the interval.'),
  to: dateTime('End of the interval.', '2026-11-27T08:00:00.000Z'),
  minutes: minutes('Minutes counted.', 30),
  local: nullable(
    objectOf<NonNullable<CountedInterval['local']>>({
      zone: string('IANA time zone of the calendar.', 'Asia/Tokyo'),
      from: string('Start in local time.', '2026-11-27T16:30:00.000'),
      to: string('End in local time.', '2026-11-27T17:00:00.000'),
    }),
    "The interval in the calendar's time zone. Null if the target runs around the clock.",
  ),
});

const leg = objectOf<LegExplanation>({
  target: enumOf(TARGETS, 'Which target applies.'),
  rule: string('Requirement that grants the target.', 'L3'),
  calendar: string('Id of the calendar in which minutes are counted.', 'japanese-desk'),
  minutes: minutes('Response target in minutes.', 60),
  dueAt: nullable(dateTime(undefined, EXAMPLES.dueAt), 'Due instant of this target. Null while the clock is paused.'),
  counted: nullable(
    arrayOf(interval),
    'Intervals that add up to `minutes`. Null if calendars or time-zone data have changed since.',
  ),
});

const incident = objectOf<ClockIncident>({
  at: dateTime('Instant of the change.'),
  what: enumOf(INCIDENTS, 'What happened to the clock.'),
});

const clock = objectOf<ClockExplanation>({
  clock: integer('Number of the clock within the ticket.', 1),
  servedLanguage,
  dueAt: nullable(
    dateTime(undefined, EXAMPLES.dueAt),
    'Instant by which a response is due. Null while the clock is paused.',
  ),
  decidedBy: enumOf(TARGETS, 'The target with the earliest due instant.'),
  inTime: nullable(boolean(), 'Whether the response was in time. Null while the clock runs.', null),
  legs: arrayOf(leg, 'Targets of the clock.'),
  incidents: arrayOf(incident, 'Changes of the clock, oldest first.'),
  versions: mapOf(valueLike('2026-11-01'), 'Versions of the policy, calendars and time-zone data that were used.', {
    policy: '2026-11-01',
  }),
});

const ticketClocks = {
  ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
  entitlement: nullable(entitlement, 'Entitlement that sets the response target. Null for standard support.'),
  clocks: arrayOf(clock, 'Response clocks, oldest first.'),
};

export const CLOCK_SCHEMAS = defineSchemas({
  TicketClocks: objectOf<ExplainedTicket & { readonly ticketId: string }>(ticketClocks),
  DeskTicketClocks: objectOf<ExplainedTicket & { readonly ticketId: string; readonly lineage: string }>({
    ...ticketClocks,
    lineage: string(
      'Path of the events that made the row of the ticket in the report of response times.',
      `/v1/read-models/response-report/rows/${EXAMPLES.ticketId}/lineage`,
    ),
  }),
});
