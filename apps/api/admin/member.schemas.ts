import { ADMIN_ROLES, CHAMPION_LEVELS, MEMBER_STATUSES } from '@ledgerdesk/events';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, boolean, enumOf, nullable, objectOf, string, valueLike } from '../platform/openapi/schema.js';
import type { toMember } from './member.view.js';

type Member = ReturnType<typeof toMember>;

const champion = objectOf<NonNullable<Member['champion']>>({
  level: enumOf(CHAMPION_LEVELS, 'Champion level.'),
  addOn: nullable(valueLike('dropbox'), 'Product of the personal add-on. Null without Premium Support.'),
});

export const MEMBER_SCHEMAS = defineSchemas({
  Member: objectOf<Member>({
    teamId: string('Id of the team.', 'acme'),
    memberId: string('Id of the member.', 'aiko'),
    language: string('Language (BCP 47).', 'en'),
    status: enumOf([...MEMBER_STATUSES, 'deactivated'], '`deactivated`: the membership has ended.'),
    erased: boolean('Whether the personal data of the member is erased.'),
    active: boolean('Whether the status is `active`. Other members have no support (E2).'),
    roles: arrayOf(enumOf(ADMIN_ROLES), 'Admin roles. Empty: not an admin.'),
    champion: nullable(champion, 'Champion level of the member.'),
  }),
});
