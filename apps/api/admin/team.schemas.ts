import { type Billing, BILLING_INTERVALS } from '@ledgerdesk/events';
import { EXAMPLES } from '../platform/openapi/examples.js';
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
  valueLike,
} from '../platform/openapi/schema.js';

import type { toTeam } from './team.view.js';

const billing = objectOf<Billing>({
  currency: string('ISO 4217 currency code.', 'JPY'),
  interval: enumOf(BILLING_INTERVALS, 'Length of a billing period.'),
  periodStart: date('Local date from which billing periods are counted.'),
  seats: integer('Number of seats.', 25),
});

export const TEAM_SCHEMAS = defineSchemas({
  Team: objectOf<ReturnType<typeof toTeam>>({
    teamId: string('Id of the team.', 'acme'),
    name: string('Name of the team.', 'Acme KK'),
    timeZone: string('IANA time zone.', 'Asia/Tokyo'),
    products: arrayOf(valueLike('dropbox'), 'Products in use.'),
    selfServe: boolean('Whether the team may buy and remove add-ons without sales (P4).'),
    accountManager: nullable(valueLike('am-7'), 'Id of the account manager.'),
    billing: described('Billing terms.', billing),
    inquiries: arrayOf(valueLike(EXAMPLES.inquiryId), 'Ids of the inquiries that the team has sent to sales.'),
  }),
});
