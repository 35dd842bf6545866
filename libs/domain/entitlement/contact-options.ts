import { type Entitlement, SERVED_LANGUAGES, type ServedLanguage } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { type AddOn, isActive } from '../add-on/state.js';
import { activeMember } from '../member/active-member.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import { resolveProduct } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import type { TextKey } from '../texts.js';
import { entitlementFor } from './entitlement.js';
import { servedLanguage } from './language.js';
import { acceptedTerms, isDenial, type LiveSupportClaim } from './live-support.js';
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
  /** L2: languages in which the channel is available now; empty if it is not. */
  readonly languages: readonly ServedLanguage[];
  /** null if this channel is never open to the caller (L7). */
  readonly hours: ShownHours | null;
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

/** L2, L4: the languages of support at an instant. */
const languagesNow = (at: Instant, policies: Policies): readonly ServedLanguage[] =>
  SERVED_LANGUAGES.filter((language) => servedLanguage(language, at, policies) === language);

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
  languages: languagesNow(at, policies),
  hours: shownHours(policies, 'always', teamZone, at),
  responseTargets: responseTargets(entitlement, at, policies),
  hints: entitlement ? [] : [STANDARD],
});

/**
 * L5–L7: the calendar of a channel: the add-on's, or without an add-on the standard one. Undefined if nobody can be
 * reached by it.
 */
const liveCalendar = ({ member, addOn, covers, at, channel }: LiveSupportClaim, { policy }: Policies) => {
  if (isActive(addOn, at) || member.champion?.addOn === covers) return policy.liveSupport[covers];
  return policy.standard.channels.includes(channel) ? policy.standard.live : undefined;
};

const live = (claim: LiveSupportClaim, policies: Policies): Omit<ContactOption, 'hints'> => {
  const { channel, at, timeZone } = claim;
  const decided = acceptedTerms(claim, 'en', policies);
  const languages = languagesNow(at, policies).filter((one) => !isDenial(acceptedTerms(claim, one, policies)));
  const offered = languages.length > 0;
  const calendar = liveCalendar(claim, policies);
  return {
    channel,
    offered,
    notOffered: !offered && isDenial(decided) ? { rule: decided.rule, code: decided.code } : null,
    languages,
    hours: calendar === undefined ? null : shownHours(policies, calendar, timeZone, at),
    responseTargets: null,
  };
};

/** R3: returns all channels for a product, with hours and targets, as a request at `at` would be decided. */
export const contactOptions = (
  { team, member, addOn, product: requested, at }: ContactRequest,
  policies: Policies,
): ContactOptions | Refusal => {
  const served = activeMember(member);
  if (isRefusal(served)) return served;
  const product = resolveProduct(policies.taxonomy, team?.products ?? [], requested, at);
  if (isRefusal(product)) return product;
  const zone = team?.timeZone ?? 'Etc/UTC';
  const claim = { member: served, addOn, covers: product.addOn, at, timeZone: zone };
  const entitlement = entitlementFor(claim, policies);
  return {
    product: product.id,
    entitlement,
    japaneseDesk: shownHours(policies, policies.policy.japaneseDesk.calendar, zone, at),
    options: [
      request(entitlement, at, zone, policies),
      { ...live({ ...claim, channel: 'chat' }, policies), hints: [] },
      { ...live({ ...claim, channel: 'callback' }, policies), hints: CALLBACK_HINTS },
    ],
  };
};
