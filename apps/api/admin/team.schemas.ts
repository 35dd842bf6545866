import { type Billing, BILLING_INTERVALS } from '@ledgerdesk/events';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  date,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  string,
} from '../platform/openapi/schema.js';

import type { toTeam } from './team.view.js';

const billing = objectOf<Billing>({
  currency: string('ISO 4217 currency code.'),
  interval: enumOf(BILLING_INTERVALS, 'Length of a billing period.'),
  periodStart: date('Local date from which billing periods are counted.'),
  seats: integer('Number of seats.'),
});

export const TEAM_SCHEMAS = defineSchemas({
  Team: objectOf<ReturnType<typeof toTeam>>({
    teamId: string('Id of the team.'),
    name: string('Name of the team.'),
    timeZone: string('IANA time zone.'),
    products: arrayOf(string(), 'Products in use.'),
    selfServe: boolean('Whether the team may buy and remove add-ons without sales (P4).'),
    accountManager: nullable(string(), 'Id of the account manager.'),
    billing: described('Billing terms.', billing),
    inquiries: arrayOf(string(), 'Ids of the inquiries that the team has sent to sales.'),
  }),
});
