import { CHAMPION_LEVELS, EDITIONS, type Entitlement, type Money, SERVED_LANGUAGES } from '@ledgerdesk/events';
import type { NamedId } from '@ledgerdesk/projections';
import { described, enumOf, integer, nullable, objectOf, type Schema, string } from './schema.js';

/** Schemas of value types that several features return. */
export const servedLanguage = enumOf(SERVED_LANGUAGES, 'Language in which support replies.');
export const edition = enumOf(EDITIONS, 'Edition of the add-on.');
export const minutes = (description: string): Schema => ({ type: 'number', minimum: 0, description });
export const month = { type: 'string', example: '2026-11', description: 'Calendar month in UTC.' } satisfies Schema;
export const money = objectOf<Money>({
  minor: integer('Amount in minor units: cents or yen.'),
  currency: string('ISO 4217 currency code.'),
});
export const entitlement = objectOf<Entitlement>({
  addOn: string('Product of the add-on.'),
  source: enumOf(
    ['team', 'champion'],
    "Whether the entitlement comes from the team's add-on or from a Champion level.",
  ),
  level: enumOf([...EDITIONS, ...CHAMPION_LEVELS], 'Edition or Champion level.'),
  targetMinutes: { type: 'number', description: 'Response target in minutes.' },
});
/** A team, member or agent with its name. */
export const namedId = (description: string): Schema =>
  described(
    description,
    objectOf<NamedId>({ id: string('Id.'), name: nullable(string(), 'Name. Null if none is recorded.') }),
  );
