import { isOpen, nextOpening } from '@ledgerdesk/business-time';
import { instantOf, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import { isActive } from '../add-on/state.js';
import { isAdmin } from '../member/state.js';
import { hoursOf, type Rules } from '../rules.js';
import type { Claim } from './entitlement.js';

/** E3, E9: admins under the team's add-on; C1: a Champion under the own one, admin or not. */
const mayCallLive = ({ member, addOn, covers, at }: Claim): Refusal | undefined => {
  if (member.champion?.addOn === covers) return undefined;
  if (!isAdmin(member)) {
    return refuse('forbidden', 'live-support-for-admins', 'Phone and chat are for admins. Send a written request instead.', { rule: 'E9' });
  }
  if (isActive(addOn, at)) return undefined;
  return refuse('forbidden', 'no-add-on', `Live support needs the add-on for ${covers}. Send a written request instead.`, { rule: 'E10' });
};

/** L5, L6: chat and callback only while live support for the product is open; a refusal names the next opening. */
export const liveSupportRefused = (claim: Claim, rules: Rules): Refusal | undefined => {
  const barred = mayCallLive(claim);
  if (barred) return barred;
  const calendar = rules.policy.liveSupport[claim.covers];
  if (calendar === undefined) return refuse('forbidden', 'no-live-support', `There is no live support for ${claim.covers}.`, { rule: 'L5' });
  const hours = hoursOf(rules, calendar);
  const at = millisOf(claim.at);
  if (isOpen(hours, at)) return undefined;
  const opensAt = instantOf(nextOpening(hours, at));
  return refuse('conflict', 'live-support-closed', `Live support is closed. It opens at ${opensAt}.`, { rule: 'L6', details: { opensAt } });
};
