import {
  CHAMPION_LEVELS,
  type DatePeriod,
  EDITIONS,
  type Entitlement,
  type Money,
  SERVED_LANGUAGES,
} from '@ledgerdesk/events';
import { ACTOR_KINDS, type Actor } from '@ledgerdesk/kernel';
import { date, objectOf, oneOf, orNull, text } from './schema.js';

export const edition = oneOf(EDITIONS);
export const servedLanguage = oneOf(SERVED_LANGUAGES);
/** K4: where something stands in line. */
export const placeInLine = {
  position: orNull({ type: 'integer', minimum: 1, description: '1 is next; null is not waiting.' }),
  expectedWaitSeconds: orNull({
    type: 'integer',
    minimum: 0,
    description:
      'How long the last ten of this queue waited, in the mean; null where nobody has been served yet, or nothing waits.',
  }),
};
export const ticketStatus = oneOf(['open', 'on-hold', 'solved', 'closed']);
export const money = objectOf<Money>({
  minor: { type: 'integer', description: 'Whole minor units: cents, or yen.' },
  currency: text,
});
export const period = objectOf<DatePeriod>({
  from: date,
  to: { type: 'string', format: 'date', description: 'Exclusive.' },
});
export const actor = objectOf<Actor>({ kind: oneOf(ACTOR_KINDS), id: text });
export const entitlement = objectOf<Entitlement>({
  addOn: text,
  source: oneOf(['team', 'champion']),
  level: oneOf([...EDITIONS, ...CHAMPION_LEVELS]),
  targetMinutes: { type: 'number' },
});
