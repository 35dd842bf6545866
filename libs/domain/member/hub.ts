import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type AddOn, isActive } from '../add-on/state.js';
import { hasOwnAddOn, isAdmin, type Member } from './state.js';

/** Kinds of access to the hub, with the requirement of each. */
export const HUB_REQUIREMENTS = {
  'hub-with-add-on': 'H1',
  'hub-for-champion': 'C4',
  'hub-for-admins': 'H5',
  'hub-needs-add-on': 'H2',
} as const;
export type HubAccess = keyof typeof HUB_REQUIREMENTS;

/** H1, H2, C4, H5: admins of any role, with any active add-on of the team or their own as a Champion. */
export const hubAccess = (
  member: Member | undefined,
  addOns: readonly (AddOn | undefined)[],
  at: Instant,
): HubAccess => {
  if (!member || !isAdmin(member)) return 'hub-for-admins';
  if (addOns.some((addOn) => isActive(addOn, at))) return 'hub-with-add-on';
  return hasOwnAddOn(member) ? 'hub-for-champion' : 'hub-needs-add-on';
};

/** Returns why a member cannot use the hub, including the URL of the support page (H5); undefined if they can. */
export const hubRefusal = (
  member: Member | undefined,
  addOns: readonly (AddOn | undefined)[],
  at: Instant,
  supportPage: string,
): Refusal | undefined => {
  const access = hubAccess(member, addOns, at);
  const extra = { rule: HUB_REQUIREMENTS[access], details: { supportPage } };
  switch (access) {
    case 'hub-for-admins':
      return refuse('forbidden', access, `The hub is for admins only. Contact support at ${supportPage}.`, extra);
    case 'hub-needs-add-on':
      return refuse('forbidden', access, `The hub requires an add-on. Contact support at ${supportPage}.`, extra);
    default:
      return undefined;
  }
};
