import { billing, scheduledBilling } from '../platform/openapi/domain-schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, boolean, described, nullable, objectOf, string, valueLike } from '../platform/openapi/schema.js';
import type { toTeam } from './team.view.js';

export const TEAM_SCHEMAS = defineSchemas({
  Team: objectOf<ReturnType<typeof toTeam>>({
    teamId: string('Id of the team.', 'acme'),
    name: string('Name of the team.', 'Acme KK'),
    timeZone: string('IANA time zone.', 'Asia/Tokyo'),
    products: arrayOf(valueLike('dropbox'), 'Products in use.'),
    selfServe: boolean('Whether the team may buy and remove add-ons without sales (P4).'),
    accountManager: nullable(valueLike('am-7'), 'Id of the account manager.'),
    billing: described('Billing terms.', billing),
    scheduledBilling,
    inquiries: arrayOf(valueLike(EXAMPLES.inquiryId), 'Ids of the inquiries that the team has sent to sales.'),
  }),
});
