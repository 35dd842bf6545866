import type { LiveChannel, LostRight, ServedLanguage } from '@ledgerdesk/events';
import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import { isActive } from '../add-on/state.js';
import { isAdmin, type Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import type { EntitlementCriteria } from './entitlement.js';
import { servedLanguage, supportLanguage } from './language.js';
import { isLiveSupportOpen, liveSupportOpensAt, type LiveTerms } from './live-hours.js';

/** Codes of the reasons why live support is not available. */
export const LIVE_SUPPORT_DENIALS = [
  'live-support-for-admins',
  'no-add-on',
  'no-live-support',
  'live-support-closed',
] as const;
type DenialCode = (typeof LIVE_SUPPORT_DENIALS)[number];

/** Why live support is not available, with the ID of the requirement. */
export interface LiveSupportDenial {
  readonly rule: 'E9' | 'E10' | 'L5' | 'L6' | 'L7';
  readonly code: DenialCode;
  /** The next opening time if live support is closed; null for any other reason. */
  readonly opensAt: Instant | null;
}

/** Who wants to use live support, by which channel, and the time zone of the team. */
export interface LiveSupportClaim extends EntitlementCriteria {
  readonly member: Member;
  readonly channel: LiveChannel;
  readonly timeZone: string;
}

const denial = (rule: LiveSupportDenial['rule'], code: DenialCode): LiveSupportDenial => ({
  rule,
  code,
  opensAt: null,
});

/** Returns true for a denial. */
export const isDenial = (found: LiveTerms | LiveSupportDenial): found is LiveSupportDenial => 'code' in found;

/** E9, C1: live support is for admins, and for Champions with a personal add-on for the product. */
const mayUseLiveSupport = (member: Member, covers: string): boolean =>
  isAdmin(member) || (member.active && member.champion?.addOn === covers);

/** E2: returns why a member no longer has live support for a product; undefined if they have. */
export const lostRight = (member: Member | undefined, covers: string): LostRight | undefined => {
  if (!member?.active) return 'member-deactivated';
  return mayUseLiveSupport(member, covers) ? undefined : 'live-support-lost';
};

/**
 * The terms on which a member uses live support, or why they do not have it. Premium terms need the team's add-on, or a
 * Champion's own (E3, C1). L7: admins of a team without it have standard support, by the channels of the policy.
 */
const liveTerms = (
  { member, addOn, covers, at, channel, timeZone }: LiveSupportClaim,
  { policy }: Policies,
): LiveTerms | LiveSupportDenial => {
  if (!mayUseLiveSupport(member, covers)) return denial('E9', 'live-support-for-admins');
  if (isActive(addOn, at) || member.champion?.addOn === covers)
    return policy.liveSupport[covers] === undefined
      ? denial('L5', 'no-live-support')
      : { terms: 'premium', covers, timeZone: null };
  return policy.standard.channels.includes(channel)
    ? { terms: 'standard', covers, timeZone }
    : denial('E10', 'no-add-on');
};

const closed = (live: LiveTerms, language: ServedLanguage, at: Instant, policies: Policies): LiveSupportDenial => ({
  rule: live.terms === 'premium' ? 'L6' : 'L7',
  code: 'live-support-closed',
  opensAt: liveSupportOpensAt(live, language, at, policies),
});

/** The terms of a live request in a preferred language, or why it is not accepted now (L2, L5–L7, E3, E9, C1). */
export const acceptedTerms = (
  claim: LiveSupportClaim,
  language: string,
  policies: Policies,
): LiveTerms | LiveSupportDenial => {
  const { at } = claim;
  const live = liveTerms(claim, policies);
  if (isDenial(live) || isLiveSupportOpen(live, servedLanguage(language, at, policies), at, policies)) return live;
  return closed(live, supportLanguage(language), at, policies);
};

const messageFor = ({ code, opensAt }: LiveSupportDenial, covers: string): string => {
  switch (code) {
    case 'live-support-for-admins':
      return 'Callbacks and chat are available to admins only. Send a written request instead.';
    case 'no-add-on':
      return `Live support requires the add-on for ${covers}. Send a written request instead.`;
    case 'no-live-support':
      return `Live support is not available for ${covers}. Send a written request instead.`;
    case 'live-support-closed':
      return `Live support is closed. It opens at ${opensAt}.`;
  }
};

/** The refusal of a chat or callback for a reason; outside the hours with the next opening time. */
export const liveSupportRefusal = (denied: LiveSupportDenial, covers: string): Refusal => {
  const { rule, code, opensAt } = denied;
  return refuse(opensAt ? 'conflict' : 'forbidden', code, messageFor(denied, covers), {
    rule,
    ...(opensAt && { details: { opensAt } }),
  });
};
