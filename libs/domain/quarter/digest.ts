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
 * Q1, Q2: sends three features to every active admin of a team that has an add-on when the quarter ends; a Champion's
 * own add-on does not count (C5). Without admins the digest is recorded with no recipients.
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
