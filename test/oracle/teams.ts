import type { OracleDeed } from './charges.js';
import { type RawEvent, textIn } from './raw-log.js';

export type Edition = 'essentials' | 'enhanced';

interface AddOn {
  edition: Edition | undefined;
  endsAt: string | undefined;
  readonly deeds: OracleDeed[];
}

interface Member {
  active: boolean;
  admin: boolean;
  champion: string | undefined;
}

/** A team as its own events tell it, one after the other. */
export interface Team {
  readonly id: string;
  readonly timeZone: string;
  readonly billing: {
    readonly currency: string;
    readonly interval: 'month' | 'year';
    readonly periodStart: string;
    readonly seats: number;
  };
  readonly addOns: Map<string, AddOn>;
  readonly members: Map<string, Member>;
}

/** The edition that a team has of an add-on at an instant. */
export const editionAt = (team: Team, product: string, at: string): Edition | undefined => {
  const addOn = team.addOns.get(product);
  return addOn && (addOn.endsAt === undefined || at < addOn.endsAt) ? addOn.edition : undefined;
};

const addOnOf = ({ addOns }: Team, product: string): AddOn => {
  const addOn = addOns.get(product) ?? { edition: undefined, endsAt: undefined, deeds: [] };
  addOns.set(product, addOn);
  return addOn;
};

const bought = (addOn: AddOn, event: RawEvent): void => {
  const edition = textIn(event, 'edition') as Edition;
  [addOn.edition, addOn.endsAt] = [edition, undefined];
  addOn.deeds.push({ at: event.occurredAt, deed: 'buy', edition });
};

/** A higher edition is somebody's doing; a lower one comes by itself, as it was asked for before. */
const changed = (addOn: AddOn, event: RawEvent): void => {
  const edition = textIn(event, 'to') as Edition;
  addOn.edition = edition;
  if (edition === 'enhanced') addOn.deeds.push({ at: event.occurredAt, deed: 'upgrade', edition });
};

const takeAddOn = (team: Team, event: RawEvent): void => {
  const { type, occurredAt: at } = event;
  const addOn = addOnOf(team, textIn(event, 'product'));
  switch (type) {
    case 'AddOnPurchased':
      return bought(addOn, event);
    case 'EditionChanged':
      return changed(addOn, event);
    case 'EditionChangeScheduled':
      return void addOn.deeds.push({ at, deed: 'downgrade', edition: textIn(event, 'to') as Edition });
    case 'EditionChangeWithdrawn':
      return void addOn.deeds.push({ at, deed: 'keep-edition' });
    case 'AddOnRemovalScheduled':
      addOn.endsAt = textIn(event, 'effectiveAt');
      return void addOn.deeds.push({ at, deed: 'remove' });
    case 'AddOnRemovalWithdrawn':
      addOn.endsAt = undefined;
      return void addOn.deeds.push({ at, deed: 'keep' });
  }
};

const hasRoles = ({ data: { roles } }: RawEvent): boolean => Array.isArray(roles) && roles.length > 0;

const takeMember = ({ members }: Team, event: RawEvent): void => {
  const id = textIn(event, 'memberId');
  const member = members.get(id) ?? { active: true, admin: false, champion: undefined };
  members.set(id, member);
  if (event.type === 'MemberAdded' || event.type === 'AdminRolesAssigned') member.admin = hasRoles(event);
  if (event.type === 'MemberDeactivated') member.active = false;
  if (event.type === 'ChampionNamed') member.champion = textIn(event, 'level');
  if (event.type === 'ChampionWithdrawn') member.champion = undefined;
};

/** Changes a team by one of its own events; events of other kinds change nothing. */
export const takeUp = (team: Team, event: RawEvent): void => {
  if (event.stream.startsWith('addOn-')) takeAddOn(team, event);
  if (event.stream.startsWith('member-')) takeMember(team, event);
};

export const teamIn = ({ data }: RawEvent): Team => {
  const { teamId, timeZone, billing } = data as { teamId: string; timeZone: string; billing: Team['billing'] };
  return { id: teamId, timeZone, billing, addOns: new Map(), members: new Map() };
};
