import { quarterEnd } from '@ledgerdesk/business-time';
import type { DigestNotMailedReason, FeatureDigestSent, QuarterEvent } from '@ledgerdesk/events';
import { DAY, type Instant, millisOf } from '@ledgerdesk/kernel';
import { type AddOn, editionHeldAt } from '../add-on/state.js';
import { DIGEST_FEATURES, leastUsed } from '../features.js';
import { isAdmin, type Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import type { RecordDigestMails, SendFeatureDigest } from './commands.js';
import type { TeamQuarter } from './state.js';

/** The team and its add-ons, and members who may be admins. */
export interface DigestFacts {
  readonly policies: Policies;
  readonly team?: Team | undefined;
  readonly addOns?: readonly (AddOn | undefined)[];
  readonly members?: readonly Member[];
}

/** Digests are not mailed later than this after their quarter: a long downtime leaves several to catch up. */
const MAX_DELAY_MS = 31 * DAY;

const isLateDigest = (quarter: string, at: Instant): boolean =>
  millisOf(at) - millisOf(quarterEnd(quarter)) > MAX_DELAY_MS;

/** Q1, Q2: returns why a digest is not mailed to anybody at an instant; undefined if it can be. */
export const digestObstacle = (
  { quarter, features }: Pick<FeatureDigestSent['data'], 'quarter' | 'features'>,
  at: Instant,
): 'few-features' | 'late' | undefined => {
  if (features.length < DIGEST_FEATURES) return 'few-features';
  return isLateDigest(quarter, at) ? 'late' : undefined;
};

/** Q1, C5: returns why a member gets no digest; undefined for an active admin who is no Champion. */
export const digestExclusion = (member: Member): DigestNotMailedReason | undefined => {
  if (!member.active) return 'member-left';
  if (member.champion !== null) return 'champion';
  return isAdmin(member) ? undefined : 'not-admin';
};

const recipientsIn = (members: readonly Member[]): readonly string[] =>
  members
    .filter((member) => digestExclusion(member) === undefined)
    .map(({ memberId }) => memberId)
    .sort();

/**
 * Q1, Q2: composes the digest of a team that has an add-on when the quarter ends: three features of the products in
 * use, addressed to its admins; a Champion's own add-on does not count (C5). Without admins it is recorded with no
 * recipients. A digest with fewer features, or one that is too late to be mailed, is recorded as not mailed.
 */
export const featureDigest = (
  { teamId, quarter, at }: SendFeatureDigest,
  { digestSent, usage }: TeamQuarter,
  { policies, team, addOns = [], members = [] }: DigestFacts,
): readonly QuarterEvent[] => {
  const end = quarterEnd(quarter);
  if (digestSent || at < end || !addOns.some((addOn) => editionHeldAt(addOn, end) !== undefined)) return [];
  const features = leastUsed(policies.features, usage, team?.products ?? []);
  const recipients = recipientsIn(members);
  const composed: FeatureDigestSent = { type: 'FeatureDigestSent', data: { teamId, quarter, features, recipients } };
  const reason = digestObstacle(composed.data, at);
  if (recipients.length === 0 || reason === undefined) return [composed];
  return [composed, { type: 'DigestNotMailed', data: { teamId, quarter, memberIds: recipients, reason } }];
};

/** Q1: records outcomes that are new. An accepted mail cannot be taken back, so `mailed` is final. */
export const recordDigestMails = (
  { teamId, quarter, memberIds, outcome }: RecordDigestMails,
  { digestMails }: TeamQuarter,
): readonly QuarterEvent[] => {
  const changed = memberIds.filter((memberId) => {
    const before = digestMails[memberId];
    return before !== 'mailed' && before !== outcome;
  });
  if (changed.length === 0) return [];
  const data = { teamId, quarter, memberIds: changed };
  return outcome === 'mailed'
    ? [{ type: 'DigestMailed', data }]
    : [{ type: 'DigestNotMailed', data: { ...data, reason: outcome } }];
};
