import { quarterEnd } from '@ledgerdesk/business-time';
import type { QuarterEvent } from '@ledgerdesk/events';
import { type AddOn, isActive } from '../add-on/state.js';
import { leastUsed } from '../features.js';
import { isAdmin, type Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import type { SendFeatureDigest } from './commands.js';
import type { TeamQuarter } from './state.js';

/** The team and its add-ons, and members who may be admins. */
export interface DigestFacts {
  readonly policies: Policies;
  readonly team?: Team | undefined;
  readonly addOns?: readonly (AddOn | undefined)[];
  readonly members?: readonly Member[];
}

/** Q1, C5: active admins of the team who are no Champions. */
const isRecipient = (member: Member): boolean => isAdmin(member) && member.champion === null;

/**
 * Q1, Q2: sends three features of the products in use to the admins of a team that has an add-on when the quarter ends;
 * a Champion's own add-on does not count (C5). Without admins, or without a feature to explain, the digest is recorded
 * with no recipients.
 */
export const featureDigest = (
  { teamId, quarter, at }: SendFeatureDigest,
  { digestSent, usage }: TeamQuarter,
  { policies, team, addOns = [], members = [] }: DigestFacts,
): readonly QuarterEvent[] => {
  const end = quarterEnd(quarter);
  if (digestSent || at < end || !addOns.some((addOn) => isActive(addOn, end))) return [];
  const features = leastUsed(policies.features, usage, team?.products ?? []);
  const recipients = features.length === 0 ? [] : members.filter(isRecipient).map(({ memberId }) => memberId);
  return [{ type: 'FeatureDigestSent', data: { teamId, quarter, features, recipients: recipients.sort() } }];
};
