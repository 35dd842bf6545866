import type { ScheduledTerms } from '@ledgerdesk/domain';
import {
  type Billing,
  BILLING_INTERVALS,
  CHAMPION_LEVELS,
  EDITIONS,
  type Entitlement,
  type Money,
  SERVED_LANGUAGES,
} from '@ledgerdesk/events';
import type { NamedId } from '@ledgerdesk/projections';
import { EXAMPLES } from './examples.js';
import {
  date,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  number,
  objectOf,
  type Schema,
  string,
  valueLike,
} from './schema.js';

/** Schemas of value types that several features return. */
export const servedLanguage = enumOf(SERVED_LANGUAGES, 'Language in which support replies.');
export const edition = enumOf(EDITIONS, 'Edition of the add-on.');
export const minutes = (description: string, example = 240): Schema => ({
  ...number(description, example),
  minimum: 0,
});
export const month = {
  type: 'string',
  example: EXAMPLES.month,
  description: 'Calendar month in UTC.',
} satisfies Schema;
export const money = objectOf<Money>({
  minor: integer('Amount in minor units: cents or yen.', 1500),
  currency: string('ISO 4217 currency code.', 'JPY'),
});
/** The terms that a team is billed by. */
export const billing = objectOf<Billing>({
  currency: string('ISO 4217 currency code.', 'JPY'),
  interval: enumOf(BILLING_INTERVALS, 'Length of a billing period.'),
  periodStart: date('Local date from which billing periods are counted.'),
  seats: integer('Number of seats.', 25),
});
/** The terms that a team is billed by from the next renewal on. */
export const scheduledBilling = nullable(
  objectOf<ScheduledTerms>({
    effectiveAt: dateTime('Instant of the renewal.', '2026-11-30T15:00:00.000Z'),
    interval: enumOf(BILLING_INTERVALS, 'Length of a billing period.'),
    periodStart: date('Local date from which billing periods are counted.'),
    seats: integer('Number of seats.', 20),
    timeZone: string('IANA time zone of the days of billing periods.', 'Asia/Tokyo'),
  }),
  'Billing terms from the next renewal on. Null if they stay as they are (P8–P10).',
);
export const entitlement = objectOf<Entitlement>({
  addOn: string('Product of the add-on.', 'dropbox'),
  source: enumOf(
    ['team', 'champion'],
    "Whether the entitlement comes from the team's add-on or from a Champion level.",
  ),
  level: enumOf([...EDITIONS, ...CHAMPION_LEVELS], 'Edition or Champion level.'),
  targetMinutes: number('Response target in minutes.', 240),
});
/** A team, member or agent with its name. */
export const namedId = (description: string, id: string, name: string): Schema =>
  described(
    description,
    objectOf<NamedId>({ id: string('Id.', id), name: nullable(valueLike(name), 'Name. Null if none is recorded.') }),
  );
