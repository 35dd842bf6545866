import type { ClockIncident, CountedInterval, ClockExplanation, LegExplanation } from '@ledgerdesk/domain';
import { minutes, servedLanguage } from './domain-schemas.js';
import { EXAMPLES } from './examples.js';
import { arrayOf, boolean, dateTime, enumOf, integer, mapOf, nullable, objectOf, string, valueLike } from './schema.js';

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

/** How a response clock went, and how its due time is computed. */
export const clockExplanation = objectOf<ClockExplanation>({
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
