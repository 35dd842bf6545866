import { isOpen, nextOpening } from '@ledgerdesk/business-time';
import { type Instant, instantOf, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import { isActive } from '../add-on/state.js';
import { isAdmin } from '../member/state.js';
import { hoursOf, type Policies } from '../policies.js';
import type { Claim } from './entitlement.js';

export const LIVE_SUPPORT_REQUIREMENTS = {
  'live-support-for-admins': 'E9',
  'no-add-on': 'E10',
  'no-live-support': 'L5',
  'live-support-closed': 'L6',
} as const;
type BarCode = keyof typeof LIVE_SUPPORT_REQUIREMENTS;

/** Why chat and phone are not to be had, and the rule that says so. */
export interface LiveSupportBar {
  readonly rule: (typeof LIVE_SUPPORT_REQUIREMENTS)[BarCode];
  readonly code: BarCode;
  /** The next opening, where that is all there is to wait for. */
  readonly opensAt: Instant | null;
}

const bar = (code: BarCode, opensAt: Instant | null = null): LiveSupportBar => ({
  rule: LIVE_SUPPORT_REQUIREMENTS[code],
  code,
  opensAt,
});

/** E3, E9: admins under the team's add-on; C1: a Champion under the own one, admin or not. */
const mayNotCall = ({ member, addOn, covers, at }: Claim): LiveSupportBar | undefined => {
  if (member.champion?.addOn === covers) return undefined;
  if (!isAdmin(member)) return bar('live-support-for-admins');
  return isActive(addOn, at) ? undefined : bar('no-add-on');
};

/** What stands between a member and live support at this moment; undefined: nothing (L5, L6). */
export const liveSupportBar = (claim: Claim, policies: Policies): LiveSupportBar | undefined => {
  const barred = mayNotCall(claim);
  if (barred) return barred;
  const calendar = policies.policy.liveSupport[claim.covers];
  if (calendar === undefined) return bar('no-live-support');
  const [hours, at] = [hoursOf(policies, calendar), millisOf(claim.at)];
  return isOpen(hours, at) ? undefined : bar('live-support-closed', instantOf(nextOpening(hours, at)));
};

const saidOf = ({ code, opensAt }: LiveSupportBar, covers: string): string => {
  switch (code) {
    case 'live-support-for-admins':
      return 'Phone and chat are for admins. Send a written request instead.';
    case 'no-add-on':
      return `Live support needs the add-on for ${covers}. Send a written request instead.`;
    case 'no-live-support':
      return `There is no live support for ${covers}.`;
    case 'live-support-closed':
      return `Live support is closed. It opens at ${opensAt}.`;
  }
};

/** L5, L6: chat and callback only while live support for the product is open; a refusal names the next opening. */
export const liveSupportRefused = (claim: Claim, policies: Policies): Refusal | undefined => {
  const barred = liveSupportBar(claim, policies);
  if (!barred) return undefined;
  const { rule, code, opensAt } = barred;
  return refuse(opensAt ? 'conflict' : 'forbidden', code, saidOf(barred, claim.covers), {
    rule,
    ...(opensAt && { details: { opensAt } }),
  });
};
