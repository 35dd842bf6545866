import type { OracleAction } from './charges.js';
import { type RawEvent, textIn } from './raw-log.js';

export type Edition = 'essentials' | 'enhanced';

interface AddOn {
  edition: Edition | undefined;
  endsAt: string | undefined;
  readonly actions: OracleAction[];
}

interface Member {
  active: boolean;
  admin: boolean;
  champion: string | undefined;
}

/** State of a team, built from its events. */
export interface Team {
  readonly id: string;
  readonly timeZone: string;
  products: readonly string[];
  readonly billing: {
    readonly currency: string;
    readonly interval: 'month' | 'year';
    readonly periodStart: string;
    readonly seats: number;
  };
  readonly addOns: Map<string, AddOn>;
  /** Changes of seats, interval and zone, which concern all add-ons. */
  readonly billingActions: OracleAction[];
  readonly members: Map<string, Member>;
}

/** Returns the edition of a team's add-on at an instant, or undefined. */
export const editionAt = (team: Team, product: string, at: string): Edition | undefined => {
  const addOn = team.addOns.get(product);
  return addOn && (addOn.endsAt === undefined || at < addOn.endsAt) ? addOn.edition : undefined;
};

const addOnOf = ({ addOns }: Team, product: string): AddOn => {
  const addOn = addOns.get(product) ?? { edition: undefined, endsAt: undefined, actions: [] };
  addOns.set(product, addOn);
  return addOn;
};

const bought = (addOn: AddOn, event: RawEvent): void => {
  const edition = textIn(event, 'edition') as Edition;
  [addOn.edition, addOn.endsAt] = [edition, undefined];
  addOn.actions.push({ at: event.occurredAt, kind: 'buy', edition });
};

/** Adds an action for an upgrade only: a downgrade was added when it was scheduled. */
const changed = (addOn: AddOn, event: RawEvent): void => {
  const edition = textIn(event, 'to') as Edition;
  addOn.edition = edition;
  if (edition === 'enhanced') addOn.actions.push({ at: event.occurredAt, kind: 'upgrade', edition });
};

const applyToAddOn = (team: Team, event: RawEvent): void => {
  const { type, occurredAt: at } = event;
  const addOn = addOnOf(team, textIn(event, 'product'));
  switch (type) {
    case 'AddOnPurchased':
      return bought(addOn, event);
    case 'EditionChanged':
      return changed(addOn, event);
    case 'EditionChangeScheduled':
      return void addOn.actions.push({ at, kind: 'downgrade', edition: textIn(event, 'to') as Edition });
    case 'EditionChangeWithdrawn':
      return void addOn.actions.push({ at, kind: 'keep-edition' });
    case 'AddOnRemovalScheduled':
      addOn.endsAt = textIn(event, 'effectiveAt');
      return void addOn.actions.push({ at, kind: 'remove' });
    case 'AddOnRemovalWithdrawn':
      addOn.endsAt = undefined;
      return void addOn.actions.push({ at, kind: 'keep' });
  }
};

const hasRoles = ({ data: { roles } }: RawEvent): boolean => Array.isArray(roles) && roles.length > 0;

const applyToMember = ({ members }: Team, event: RawEvent): void => {
  const id = textIn(event, 'memberId');
  const member = members.get(id) ?? { active: true, admin: false, champion: undefined };
  members.set(id, member);
  if (event.type === 'MemberAdded' || event.type === 'AdminRolesAssigned') member.admin = hasRoles(event);
  if (event.type === 'MemberDeactivated') member.active = false;
  if (event.type === 'MemberStatusChanged') member.active = textIn(event, 'status') === 'active';
  if (event.type === 'ChampionNamed') member.champion = textIn(event, 'level');
  if (event.type === 'ChampionWithdrawn') member.champion = undefined;
};

const BILLING_ACTIONS: Readonly<Record<string, (data: RawEvent['data']) => Omit<OracleAction, 'at'>>> = {
  TeamSeatsChanged: ({ seats }) => ({ kind: 'seats', seats: Number(seats) }),
  SeatChangeConfirmed: ({ from, to }) => ({ kind: 'seats', seats: Number(to), later: Number(to) < Number(from) }),
  SeatReductionWithdrawn: () => ({ kind: 'keep-seats' }),
  BillingIntervalChanged: ({ interval, billedFrom }) => ({
    kind: 'interval',
    interval: interval as 'month' | 'year',
    later: billedFrom !== null && billedFrom !== undefined,
  }),
  TeamTimeZoneChanged: ({ timeZone, billedFrom }) => ({
    kind: 'zone',
    zone: String(timeZone),
    later: billedFrom !== null && billedFrom !== undefined,
  }),
};

const applyToBilling = ({ billingActions }: Team, { type, data, occurredAt: at }: RawEvent): void => {
  const action = BILLING_ACTIONS[type]?.(data);
  if (action) billingActions.push({ at, ...action });
};

/** Applies an event to its team. Ignores events of other streams. */
export const applyToTeam = (team: Team, event: RawEvent): void => {
  if (event.stream.startsWith('addOn-')) applyToAddOn(team, event);
  if (event.stream.startsWith('team-')) applyToBilling(team, event);
  if (event.stream.startsWith('member-')) applyToMember(team, event);
  if (event.type === 'TeamProductsChanged') team.products = event.data['products'] as readonly string[];
};

/** Creates the team of a TeamRegistered event. */
export const teamIn = ({ data }: RawEvent): Team => {
  const { teamId, timeZone, products, billing } = data as {
    teamId: string;
    timeZone: string;
    products: readonly string[];
    billing: Team['billing'];
  };
  return { id: teamId, timeZone, products, billing, addOns: new Map(), billingActions: [], members: new Map() };
};
