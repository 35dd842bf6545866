import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type AddOn, isActive } from '../add-on/state.js';
import { isAdmin, type Member } from './state.js';

/** H1, H2, C4, H5: admins of any role, with any active add-on of the team or as a Champion. */
export const hubRefused = (member: Member | undefined, addOns: readonly (AddOn | undefined)[], at: Instant, supportPage: string): Refusal | undefined => {
  if (!member || !isAdmin(member)) {
    return refuse('forbidden', 'hub-for-admins', `The hub is for admins. Write to support at ${supportPage}.`, { rule: 'H5', details: { supportPage } });
  }
  if (member.champion || addOns.some((addOn) => isActive(addOn, at))) return undefined;
  return refuse('forbidden', 'hub-needs-add-on', `The hub comes with an add-on. Write to support at ${supportPage}.`, { rule: 'H2', details: { supportPage } });
};
