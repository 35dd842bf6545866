import { isOpen, nextOpening } from '@ledgerdesk/business-time';
import { type Instant, instantOf, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import { isActive } from '../add-on/state.js';
import { isAdmin } from '../member/state.js';
import { hoursOf, type Policies } from '../policies.js';
import type { EntitlementCriteria } from './entitlement.js';

export const LIVE_SUPPORT_REQUIREMENTS = {
  'live-support-for-admins': 'E9',
  'no-add-on': 'E10',
  'no-live-support': 'L5',
  'live-support-closed': 'L6',
} as const;
type DenialCode = keyof typeof LIVE_SUPPORT_REQUIREMENTS;

/** Why live support is not available, with the ID of the requirement. */
export interface LiveSupportDenial {
  readonly rule: (typeof LIVE_SUPPORT_REQUIREMENTS)[DenialCode];
  readonly code: DenialCode;
  /** The next opening time if live support is closed; null for any other reason. */
  readonly opensAt: Instant | null;
}

const denial = (code: DenialCode, opensAt: Instant | null = null): LiveSupportDenial => ({
  rule: LIVE_SUPPORT_REQUIREMENTS[code],
  code,
  opensAt,
});

/** E3, E9: live support requires an admin and the team's add-on. C1: or a Champion with a personal add-on. */
const liveSupportUserDenial = ({ member, addOn, covers, at }: EntitlementCriteria): LiveSupportDenial | undefined => {
  if (member.champion?.addOn === covers) return undefined;
  if (!isAdmin(member)) return denial('live-support-for-admins');
  return isActive(addOn, at) ? undefined : denial('no-add-on');
};

/** Returns why a member cannot use live support now; undefined if they can (L5, L6). */
export const liveSupportDenial = (claim: EntitlementCriteria, policies: Policies): LiveSupportDenial | undefined => {
  const denied = liveSupportUserDenial(claim);
  if (denied) return denied;
  const calendar = policies.policy.liveSupport[claim.covers];
  if (calendar === undefined) return denial('no-live-support');
  const [hours, at] = [hoursOf(policies, calendar), millisOf(claim.at)];
  return isOpen(hours, at) ? undefined : denial('live-support-closed', instantOf(nextOpening(hours, at)));
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

/** L5, L6: refuses chat and callback if live support is not available; outside hours, with the next opening time. */
export const liveSupportRefusal = (claim: EntitlementCriteria, policies: Policies): Refusal | undefined => {
  const denied = liveSupportDenial(claim, policies);
  if (!denied) return undefined;
  const { rule, code, opensAt } = denied;
  return refuse(opensAt ? 'conflict' : 'forbidden', code, messageFor(denied, claim.covers), {
    rule,
    ...(opensAt && { details: { opensAt } }),
  });
};
