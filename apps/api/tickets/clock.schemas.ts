import type { ExplainedTicket } from '@ledgerdesk/application';
import type { ClockIncident, CountedInterval, ExplainedClock, ExplainedLeg } from '@ledgerdesk/domain';
import {
  flag,
  instant,
  listOf,
  objectOf,
  oneOf,
  orNull,
  type Schema,
  text,
  whole,
} from '../platform/openapi/schema.js';
import { entitlement, servedLanguage } from '../platform/openapi/domain-schemas.js';

const minutes: Schema = { type: 'number', minimum: 0 };
const local = objectOf<NonNullable<CountedInterval['local']>>({ zone: text, from: text, to: text });
const counted = objectOf<CountedInterval>({ from: instant, to: instant, minutes, local: orNull(local) });
const target = oneOf(['edition', 'japanese-desk'] satisfies ExplainedLeg['target'][]);
const leg = objectOf<ExplainedLeg>({
  target,
  rule: text,
  calendar: text,
  minutes,
  dueAt: orNull(instant),
  counted: orNull(listOf(counted)),
});
const incident = objectOf<ClockIncident>({
  at: instant,
  what: oneOf([
    'started',
    'paused',
    'resumed',
    'at-risk',
    'breached',
    'answered',
    'solved-unanswered',
  ] satisfies ClockIncident['what'][]),
});
const clock = objectOf<ExplainedClock>({
  clock: whole,
  servedLanguage,
  dueAt: orNull(instant),
  decidedBy: target,
  inTime: orNull(flag),
  legs: listOf(leg),
  incidents: listOf(incident),
  versions: { type: 'object', additionalProperties: { type: 'string' } },
});

/** Why answers are due when they are. */
export const CLOCK_SCHEMAS = {
  TicketClocks: objectOf<ExplainedTicket & { readonly ticketId: string }>({
    ticketId: text,
    entitlement: orNull(entitlement),
    clocks: listOf(clock),
  }),
};
