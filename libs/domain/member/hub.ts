import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type AddOn, isActive } from '../add-on/state.js';
import { isAdmin, type Member } from './state.js';

/** How a member stands to the hub, and the rule that says so. */
export const HUB_REQUIREMENTS = {
  'hub-with-add-on': 'H1',
  'hub-for-champion': 'C4',
  'hub-for-admins': 'H5',
  'hub-needs-add-on': 'H2',
} as const;
export type HubAccess = keyof typeof HUB_REQUIREMENTS;

/** H1, H2, C4, H5: admins of any role, with any active add-on of the team or as a Champion. */
export const hubAccess = (
  member: Member | undefined,
  addOns: readonly (AddOn | undefined)[],
  at: Instant,
): HubAccess => {
  if (!member || !isAdmin(member)) return 'hub-for-admins';
  if (addOns.some((addOn) => isActive(addOn, at))) return 'hub-with-add-on';
  return member.champion ? 'hub-for-champion' : 'hub-needs-add-on';
};

/** Why the hub stays closed to a member, with the place to go instead (H5); undefined when it is open. */
export const hubRefusal = (
  member: Member | undefined,
  addOns: readonly (AddOn | undefined)[],
  at: Instant,
  supportPage: string,
): Refusal | undefined => {
  const standing = hubAccess(member, addOns, at);
  const extra = { rule: HUB_REQUIREMENTS[standing], details: { supportPage } };
  switch (standing) {
    case 'hub-for-admins':
      return refuse('forbidden', standing, `The hub is for admins. Write to support at ${supportPage}.`, extra);
    case 'hub-needs-add-on':
      return refuse('forbidden', standing, `The hub comes with an add-on. Write to support at ${supportPage}.`, extra);
    default:
      return undefined;
  }
};
