import { ADMIN_ROLES, CHAMPION_LEVELS, EDITIONS, LIVE_CHANNELS, MEMBER_STATUSES } from '@ledgerdesk/events';
import { SERVICE_SCOPES, TOKEN_KINDS } from '../platform/auth/caller.js';
import { edition } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  nullable,
  objectOf,
  type Schema,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import { ABILITIES, ABILITY_NAMES, type AbilityName } from './abilities.js';
import type { toAbilities, toLiveSupport, toMe, toOwnTeam, toProduct, toPurchase } from './me.view.js';

type Me = ReturnType<typeof toMe>;
type OwnTeam = ReturnType<typeof toOwnTeam>;
type Abilities = ReturnType<typeof toAbilities>;
type Purchase = ReturnType<typeof toPurchase>;

const product = objectOf<ReturnType<typeof toProduct>>({
  id: string('Id of the product.', 'dropbox'),
  name: string('Name of the product.', 'Dropbox'),
});

const reason = objectOf<NonNullable<Abilities[AbilityName]['refused']>>({
  code: string('Problem code: that of the response of the routes.', 'billing-role-required'),
  rule: nullable(valueLike('P6'), 'Requirement that refuses it.'),
  detail: string("Reason in the reader's language.", 'Billing requires one of the roles team_admin, billing_admin.'),
});

const allowed = boolean('Whether the caller may.');
const refused = nullable(reason, 'Why the caller may not.', null);

const ability = objectOf<Abilities[AbilityName]>({ allowed, refused });

const abilities = objectOf<Abilities>(
  Object.fromEntries(ABILITY_NAMES.map((name) => [name, described(ABILITIES[name].means, ability)])) as Record<
    AbilityName,
    Schema
  >,
);

const team = objectOf<OwnTeam>({
  id: string('Id of the team.', 'acme'),
  name: string('Name of the team.', 'Acme KK'),
  timeZone: string('IANA time zone.', 'Asia/Tokyo'),
  products: arrayOf(product, 'Products in use (R2).'),
  addOns: arrayOf(
    objectOf<OwnTeam['addOns'][number]>({
      product: described('Product of the add-on.', product),
      edition,
      state: enumOf(['active', 'removal-scheduled', 'ended'], 'State of the add-on. Ended ones are left out.'),
    }),
    'Add-ons of the team.',
  ),
  purchases: described(
    'Who buys and removes add-ons (P4–P6).',
    objectOf<OwnTeam['purchases']>({
      by: enumOf(['members', 'sales'], 'Members of the team, or sales only (P4).'),
      roles: arrayOf(enumOf(ADMIN_ROLES), 'Admin roles of which a member needs one (P6).'),
      editions: arrayOf(enumOf(EDITIONS), 'Editions that members can buy and remove (P5).'),
    }),
  ),
});

const champion = objectOf<NonNullable<Me['champion']>>({
  level: enumOf(CHAMPION_LEVELS, 'Champion level.'),
  addOn: nullable(valueLike('dropbox'), 'Product of the personal add-on. Null without Premium Support (C1).'),
});

export const ME_SCHEMAS = defineSchemas({
  Me: objectOf<Me>({
    kind: enumOf(TOKEN_KINDS, 'Kind of the token.'),
    id: string('Id of the caller. That of a member is unique within the team.', 'aiko'),
    name: nullable(valueLike('Aiko Sato'), 'Name of a member or registered agent; null for others.'),
    scopes: nullable(arrayOf(valueLike(SERVICE_SCOPES[0])), 'Scopes of a service; null if its token names none.', null),
    tokenExpiresAt: dateTime('When the token expires.'),
    onBehalfOf: nullable(
      objectOf<NonNullable<Me['onBehalfOf']>>({
        id: string('Id of the member.', 'aiko'),
        name: nullable(valueLike('Aiko Sato'), 'Name of the member.'),
      }),
      'The member that a service acts for. `language`, `status`, `roles`, `champion`, `team` and what follows are its.',
    ),
    language: nullable(valueLike('en'), 'Language of the member (BCP 47).'),
    status: nullable(
      enumOf([...MEMBER_STATUSES, 'deactivated']),
      'Status of the member: only active ones have support (E2). Null for who was never added, and for other callers.',
    ),
    roles: arrayOf(enumOf(ADMIN_ROLES), 'Admin roles of the member.'),
    champion: nullable(champion, 'Champion level of the member.'),
    team: nullable(team, 'Team of an active member.'),
    purchases: arrayOf(
      objectOf<Purchase>({
        product: described('Product of the add-on.', product),
        action: enumOf(['add', 'remove', 'keep'], 'Action possible for the add-on (P7).'),
        allowed,
        refused,
      }),
      'Add-ons that the member may buy or remove, or why not (P4–P7).',
    ),
    liveSupport: arrayOf(
      objectOf<ReturnType<typeof toLiveSupport>>({
        product: described('Product that the request would be about.', product),
        channel: enumOf(LIVE_CHANNELS, 'Live channel.'),
        allowed,
        refused,
        opensAt: nullable(dateTime(), 'When the channel opens next. Null while it is open, and if it never is.', null),
      }),
      'Live support by product of the team and channel, as of now (E9, L5–L7). Empty for who is not an active member.',
    ),
    may: described('What the caller may do.', abilities),
  }),
});
