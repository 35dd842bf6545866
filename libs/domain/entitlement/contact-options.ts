import type { Entitlement } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { type AddOn, isActive } from '../add-on/state.js';
import { activeMember } from '../member/active-member.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import { resolveProduct } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import type { TextKey } from '../texts.js';
import { type EntitlementCriteria, entitlementFor } from './entitlement.js';
import { type LiveSupportDenial, liveSupportDenial } from './live-support.js';
import { type ResponseTargets, responseTargets } from './response-targets.js';
import { type ShownHours, shownHours } from './shown-hours.js';

/** Who contacts support, about which product, and when. `addOn` is the team's add-on for that product. */
export interface ContactRequest {
  readonly team: Team | undefined;
  readonly member: Member | undefined;
  readonly addOn: AddOn | undefined;
  /** undefined: implied by the products that the team uses (R2). */
  readonly product: string | undefined;
  readonly at: Instant;
}

/** A requirement shown to the requester; `code` is the key of its text. */
export interface Notice {
  readonly rule: string;
  readonly code: TextKey;
}

/** A way to contact support (R3). */
export interface ContactOption {
  readonly channel: 'request' | 'chat' | 'callback';
  readonly offered: boolean;
  /** null if the channel is offered. */
  readonly notOffered: Notice | null;
  readonly hours: ShownHours;
  /** By language of the request; null without a target (E10, K4). */
  readonly responseTargets: ResponseTargets | null;
  readonly hints: readonly Notice[];
}

export interface ContactOptions {
  readonly product: string;
  readonly entitlement: Entitlement | null;
  /** L2: the hours of support in Japanese, on all channels. */
  readonly japaneseDesk: ShownHours;
  readonly options: readonly ContactOption[];
}

const STANDARD: Notice = { rule: 'E10', code: 'standard-support' };
const CALLBACK_HINTS: readonly Notice[] = [
  { rule: 'K5', code: 'callback-urgent' },
  { rule: 'K2', code: 'callback-number' },
];

/** E7: written support is available to every active member, 24 hours a day. */
const request = (
  entitlement: Entitlement | null,
  at: Instant,
  teamZone: string,
  policies: Policies,
): ContactOption => ({
  channel: 'request',
  offered: true,
  notOffered: null,
  hours: shownHours(policies, 'always', teamZone, at),
  responseTargets: responseTargets(entitlement, at, policies),
  hints: entitlement ? [] : [STANDARD],
});

/** L5, L6: the hours of the add-on that covers the product. L7: without an add-on, the standard hours. */
const liveCalendar = ({ member, addOn, covers, at }: EntitlementCriteria, { policy }: Policies): string => {
  const covered = isActive(addOn, at) || member.champion?.addOn === covers;
  return (covered ? policy.liveSupport[covers] : undefined) ?? policy.standardLiveSupport;
};

const offerUnless = (denial: LiveSupportDenial | undefined): Pick<ContactOption, 'offered' | 'notOffered'> => ({
  offered: !denial,
  notOffered: denial ? { rule: denial.rule, code: denial.code } : null,
});

/** R3: returns all channels for a product, with hours and targets, as a request at `at` would be decided. */
export const contactOptions = (
  { team, member, addOn, product: requested, at }: ContactRequest,
  policies: Policies,
): ContactOptions | Refusal => {
  const served = activeMember(member);
  if (isRefusal(served)) return served;
  const product = resolveProduct(policies.taxonomy, team?.products ?? [], requested, at);
  if (isRefusal(product)) return product;
  const claim = { member: served, addOn, covers: product.addOn, at };
  const zone = team?.timeZone ?? 'Etc/UTC';
  const entitlement = entitlementFor(claim, policies);
  const live = {
    ...offerUnless(liveSupportDenial(claim, policies)),
    hours: shownHours(policies, liveCalendar(claim, policies), zone, at),
    responseTargets: null,
  };
  return {
    product: product.id,
    entitlement,
    japaneseDesk: shownHours(policies, policies.policy.japaneseDesk.calendar, zone, at),
    options: [
      request(entitlement, at, zone, policies),
      { channel: 'chat', ...live, hints: [] },
      { channel: 'callback', ...live, hints: CALLBACK_HINTS },
    ],
  };
};
