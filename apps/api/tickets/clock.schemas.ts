import type { ExplainedTicket } from '@ledgerdesk/application';
import type { ClockIncident, CountedInterval, ClockExplanation, LegExplanation } from '@ledgerdesk/domain';
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
  to: dateTime('End of the interval.'),
  minutes: minutes('Minutes counted.'),
  local: nullable(
    objectOf<NonNullable<CountedInterval['local']>>({
      zone: string('IANA time zone of the calendar.'),
      from: string('Start in local time.'),
      to: string('End in local time.'),
    }),
    "The interval in the calendar's time zone. Null if the target runs around the clock.",
  ),
});

const leg = objectOf<LegExplanation>({
  target: enumOf(TARGETS, 'Which target applies.'),
  rule: string('Requirement that grants the target.'),
  calendar: string('Id of the calendar in which minutes are counted.'),
  minutes: minutes('Response target in minutes.'),
  dueAt: nullable(dateTime(), 'Due instant of this target. Null while the clock is paused.'),
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
  clock: integer('Number of the clock within the ticket.'),
  servedLanguage,
  dueAt: nullable(dateTime(), 'Instant by which a response is due. Null while the clock is paused.'),
  decidedBy: enumOf(TARGETS, 'The target with the earliest due instant.'),
  inTime: nullable(boolean(), 'Whether the response was in time. Null while the clock runs.'),
  legs: arrayOf(leg, 'Targets of the clock.'),
  incidents: arrayOf(incident, 'Changes of the clock, oldest first.'),
  versions: mapOf(string(), 'Versions of the policy, calendars and time-zone data that were used.'),
});

export const CLOCK_SCHEMAS = defineSchemas({
  TicketClocks: objectOf<ExplainedTicket & { readonly ticketId: string }>({
    ticketId: string('Id of the ticket.'),
    entitlement: nullable(entitlement, 'Entitlement that sets the response target. Null for standard support.'),
    clocks: arrayOf(clock, 'Response clocks, oldest first.'),
  }),
});
