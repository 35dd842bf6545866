import { quarterEnd } from '@ledgerdesk/business-time';
import type { QuarterEvent } from '@ledgerdesk/events';
import { type AddOn, isActive } from '../add-on/state.js';
import { leastUsed } from '../features.js';
import { isAdmin, type Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import type { SendFeatureDigest } from './commands.js';
import type { TeamQuarter } from './state.js';

/** The team's add-ons, and members who may be admins. */
export interface DigestFacts {
  readonly policies: Policies;
  readonly addOns?: readonly (AddOn | undefined)[];
  readonly members?: readonly Member[];
}

/**
 * Q1, Q2: once a quarter is over, three features to every active admin of a team that has an add-on then. C5: what a
 * Champion is given is none. A team without admins is told nothing, and that is recorded as well.
 */
export const featureDigest = (
  { teamId, quarter, at }: SendFeatureDigest,
  { digestSent, usage }: TeamQuarter,
  { policies, addOns = [], members = [] }: DigestFacts,
): readonly QuarterEvent[] => {
  const end = quarterEnd(quarter);
  if (digestSent || at < end || !addOns.some((addOn) => isActive(addOn, end))) return [];
  const recipients = members
    .filter(isAdmin)
    .map(({ memberId }) => memberId)
    .sort();
  return [
    { type: 'FeatureDigestSent', data: { teamId, quarter, features: leastUsed(policies.features, usage), recipients } },
  ];
};
