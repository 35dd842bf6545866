import { ADMIN_ROLES, CHAMPION_LEVELS, MEMBER_STATUSES } from '@ledgerdesk/events';
import { billing, scheduledBilling } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  nullable,
  objectOf,
  pageOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toMemberDetails, toTeamDetails } from './directory.view.js';

type TeamDetails = ReturnType<typeof toTeamDetails>;
type MemberDetails = ReturnType<typeof toMemberDetails>;

const teamDetails = objectOf<TeamDetails>({
  teamId: string('Id of the team.', 'acme'),
  name: string('Name of the team.', 'Acme KK'),
  country: string('ISO 3166-1 alpha-2 country code.', 'JP'),
  timeZone: string('IANA time zone.', 'Asia/Tokyo'),
  products: arrayOf(valueLike('dropbox'), 'Products in use (R2).', ['dropbox', 'dash']),
  selfServe: boolean('Whether the team may buy and remove Essentials without sales (P4).'),
  accountManager: nullable(valueLike('am-7'), 'Id of the account manager.'),
  billing: described('Billing terms.', billing),
  scheduledBilling,
  registeredAt: dateTime('When the team was registered.'),
});

const memberDetails = objectOf<MemberDetails>({
  teamId: string('Id of the team.', 'acme'),
  memberId: string('Id of the member, unique within the team.', 'aiko'),
  name: nullable(valueLike('Aiko Sato'), 'Name of the member. Null once it is erased.'),
  email: nullable(valueLike('aiko@acme.example'), 'E-mail address of the member. Null once it is erased.'),
  erased: boolean('Whether the personal data of the member is erased.', false),
  language: string('Language (BCP 47).', 'ja'),
  status: enumOf([...MEMBER_STATUSES, 'deactivated'], '`deactivated`: the membership has ended.'),
  active: boolean('Whether the status is `active`. Other members have no support (E2).'),
  roles: arrayOf(enumOf(ADMIN_ROLES), 'Admin roles. Empty: not an admin.'),
  champion: nullable(
    objectOf<NonNullable<MemberDetails['champion']>>({
      level: enumOf(CHAMPION_LEVELS, 'Champion level.'),
      addOn: nullable(valueLike('dropbox'), 'Product of the personal add-on. Null without Premium Support (C1).'),
    }),
    'Champion level of the member.',
  ),
  addedAt: dateTime('When the member was added.'),
});

export const DIRECTORY_SCHEMAS = defineSchemas({
  TeamDetails: teamDetails,
  TeamPage: pageOf(teamDetails),
  MemberDetails: memberDetails,
  MemberPage: pageOf(memberDetails),
});
