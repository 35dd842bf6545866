import type { BillingStart } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { renewed } from '../add-on/renewal.js';
import { type AddOn, isActive } from '../add-on/state.js';
import type { TeamFacts } from './facts.js';
import type { Team } from './state.js';

/** Returns the add-ons of a team that are active at an instant, with what is due applied. */
export const activeAddOns = (team: Team, at: Instant, { addOns = [], policiesAt }: TeamFacts): readonly AddOn[] =>
  addOns.flatMap((recorded) => {
    const addOn = renewed(recorded, at, { team, policiesAt });
    return isActive(addOn, at) ? [addOn] : [];
  });

/** Returns the add-on that renews first: all add-ons of a team renew together. Undefined without an active one. */
export const firstToRenew = (active: readonly AddOn[]): AddOn | undefined =>
  [...active].sort((one, other) => (one.renewsAt < other.renewsAt ? -1 : 1))[0];

/** P11: returns the next renewal, which all add-ons of a team share; null without an active one. */
export const nextRenewal = (active: readonly AddOn[]): BillingStart | null => {
  const first = firstToRenew(active);
  return first ? { at: first.renewsAt, firstDay: first.period.to } : null;
};
