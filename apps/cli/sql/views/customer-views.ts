import {
  count,
  field,
  first,
  flag,
  idAfter,
  integer,
  isType,
  json,
  last,
  lastOf,
  personal,
  streams,
  text,
  time,
  type View,
} from './view.js';

const PURCHASED = 'AddOnPurchased';
const PURCHASES = `count(*) FILTER (WHERE ${isType(PURCHASED)}) OVER (PARTITION BY stream ORDER BY position)`;

/** One row a purchase of an add-on. */
export const addOns: View = {
  name: 'add_ons',
  description: 'A row for each purchase of an add-on, with what it is now or was at its end.',
  from:
    `(SELECT *, ${PURCHASES} AS purchase FROM ${streams('addOn-')}) ` + 'WHERE purchase > 0 GROUP BY stream, purchase',
  columns: [
    text('team_id', 'Id of the team.', first(field('teamId'), PURCHASED)),
    text('product', 'Product.', first(field('product'), PURCHASED)),
    integer('purchase', 'Number of the purchase of the product by the team, from 1.', 'purchase'),
    text(
      'edition',
      '`essentials` or `enhanced`.',
      lastOf({ AddOnPurchased: field('edition'), AddOnRenewed: field('edition'), EditionChanged: field('to') }),
    ),
    integer(
      'seats',
      'Number of seats that are paid for.',
      lastOf({ AddOnPurchased: field('seats'), AddOnRenewed: field('seats'), AddOnSeatsChanged: field('to') }),
    ),
    flag('active', 'Whether it has not ended.', `${count('AddOnEnded')} = 0`),
    time('purchased_at', 'When it was purchased.', first('occurred_at', PURCHASED)),
    integer('renewals', 'Number of renewals.', count('AddOnRenewed')),
    time(
      'renews_at',
      'When it renews next; null once it has ended.',
      lastOf({ AddOnPurchased: field('renewsAt'), AddOnRenewed: field('renewsAt'), AddOnEnded: 'NULL' }),
    ),
    time(
      'removal_at',
      'When it ends by a removal that is scheduled; null for none.',
      lastOf({ AddOnRemovalScheduled: field('effectiveAt'), AddOnRemovalWithdrawn: 'NULL' }),
    ),
    time('ended_at', 'When it ended; null before.', last(field('endedAt'), 'AddOnEnded')),
  ],
};

/** One row a charge. */
export const charges: View = {
  name: 'charges',
  description: 'A row for each charge.',
  from: `events WHERE ${isType('ChargeIssued')}`,
  columns: [
    text('charge_id', 'Id of the charge.', field('chargeId')),
    text('team_id', 'Id of the team.', field('teamId')),
    text('product', 'Product of the add-on.', field('product')),
    text('edition', 'Edition that is charged.', field('edition')),
    text('reason', '`purchase`, `renewal`, `upgrade` or `seats`.', field('reason')),
    time('charged_at', 'When it fell due.', `coalesce(TRY_CAST(${field('effectiveAt')} AS TIMESTAMP), occurred_at)`),
    integer('amount_minor', 'Amount in minor units: cents or yen.', field('amount.minor')),
    text('currency', 'Currency (ISO 4217).', field('amount.currency')),
    integer('unit_price_minor', 'Price of a seat and billing interval, in minor units.', field('unitPrice.minor')),
    integer('replaced_minor', 'Unit price that an upgrade deducts; null for none.', field('replaces.minor')),
    integer('seats', 'Number of seats that are charged.', field('seats')),
    integer('remaining_days', 'Days that are charged.', field('remainingDays')),
    integer('period_days', 'Days of the whole period.', field('periodDays')),
    text('period_from', 'First day of the period, a local date.', field('period.from')),
    text('period_to', 'Day after its last day.', field('period.to')),
    text(
      'price_version',
      'Version of the price file.',
      `coalesce(${field('priceVersion')}, metadata->>'$.versions.prices')`,
    ),
    text('agreed_by', 'Who in sales agreed on the price; null if it is listed.', field('agreedBy')),
  ],
};

const REGISTERED = 'TeamRegistered';

/** One row a team. */
export const teams: View = {
  name: 'teams',
  description: 'A row for each team, as of the last event.',
  from: `${streams('team-')} GROUP BY stream HAVING ${count(REGISTERED)} > 0`,
  columns: [
    text('team_id', 'Id of the team.', idAfter('team-')),
    text('name', 'Name.', last(field('name'), REGISTERED, 'TeamRenamed')),
    text('country', 'Country (ISO 3166-1 alpha-2).', first(field('country'), REGISTERED)),
    text('time_zone', 'IANA time zone.', last(field('timeZone'), REGISTERED, 'TeamTimeZoneChanged')),
    json('products', 'Products that it uses.', last(`(data->'$.products')`, REGISTERED, 'TeamProductsChanged')),
    flag(
      'self_serve',
      'Whether it may buy add-ons without sales.',
      last(field('selfServe'), REGISTERED, 'SelfServeChanged'),
    ),
    text('currency', 'Currency of its prices (ISO 4217).', first(field('billing.currency'), REGISTERED)),
    time('registered_at', 'When it was registered.', first('occurred_at', REGISTERED)),
  ],
};

const ADDED = 'MemberAdded';

/** One row a member. */
export const members: View = {
  name: 'members',
  description: 'A row for each member of a team, present or past, as of the last event.',
  from: `${streams('member-')} GROUP BY stream HAVING ${count(ADDED)} > 0`,
  columns: [
    text('team_id', 'Id of the team.', first(field('teamId'), ADDED)),
    text('member_id', 'Id of the member, unique within the team.', first(field('memberId'), ADDED)),
    text('name', 'Name; null once it is erased.', last(personal('name'), ADDED, 'MemberRenamed')),
    text('email', 'E-mail address; null once it is erased.', last(personal('email'), ADDED, 'MemberEmailChanged')),
    text('language', 'Language (BCP 47).', last(field('language'), ADDED, 'MemberLanguageChanged')),
    text(
      'status',
      '`active`, `invited`, `suspended` or `deactivated`.',
      lastOf({ MemberAdded: `'active'`, MemberStatusChanged: field('status'), MemberDeactivated: `'deactivated'` }),
    ),
    json('roles', 'Admin roles.', last(`(data->'$.roles')`, ADDED, 'AdminRolesAssigned')),
    text(
      'champion',
      'Level of a Champion, `grand` or `epic`; null for none.',
      lastOf({ ChampionNamed: field('level'), ChampionWithdrawn: 'NULL' }),
    ),
    time('added_at', 'When it was added.', first('occurred_at', ADDED)),
    time('ended_at', 'When the membership ended; null before.', last('occurred_at', 'MemberDeactivated')),
    flag('erased', 'Whether the personal data was erased.', `${count('MemberErased')} > 0`),
  ],
};

/** One row an agent. */
export const agents: View = {
  name: 'agents',
  description: 'A row for each registered agent, as of the last event.',
  from: `${streams('agent-')} GROUP BY stream HAVING ${count('AgentRegistered')} > 0`,
  columns: [
    text('agent_id', 'Id of the agent.', idAfter('agent-')),
    text('name', 'Name; null once it is erased.', last(personal('name'), 'AgentRegistered', 'AgentRenamed')),
    json('languages', 'Languages.', last(`(data->'$.languages')`, 'AgentRegistered', 'AgentSkillsChanged')),
    json('products', 'Products.', last(`(data->'$.products')`, 'AgentRegistered', 'AgentSkillsChanged')),
    json('channels', 'Live channels.', last(`(data->'$.channels')`, 'AgentRegistered')),
    text(
      'availability',
      '`available` or `away`.',
      `coalesce(${last(field('availability'), 'AgentAvailabilityChanged')}, 'away')`,
    ),
    flag(
      'retired',
      'Whether the agent gets no requests any more.',
      `coalesce(${lastOf({ AgentRetired: 'true', AgentReinstated: 'false' })}, false)`,
    ),
    integer('engagements', 'Number of chats and calls that the agent was engaged for.', count('AgentEngaged')),
    time('registered_at', 'When the agent was first registered.', first('occurred_at', 'AgentRegistered')),
    flag('erased', 'Whether the name was erased.', `${count('AgentErased')} > 0`),
  ],
};
