import {
  type Calendar,
  calendarFor,
  isOpen,
  nextClosing,
  nextOpening,
  openHours,
  type OpenHours,
} from '@ledgerdesk/business-time';
import type { ServedLanguage, SupportTerms } from '@ledgerdesk/events';
import { type Instant, instantOf, later, millisOf } from '@ledgerdesk/kernel';
import { hoursOf, type Policies } from '../policies.js';
import { recordedProduct } from '../taxonomy.js';

/** Hours per time zone of calendars in a team's own zone, which are compiled on first use. */
const compiled = new WeakMap<Calendar, Map<string, OpenHours>>();

const hoursInZone = (calendar: Calendar, zone: string, { zones }: Policies): OpenHours => {
  const known = compiled.get(calendar) ?? new Map<string, OpenHours>();
  const hours = known.get(zone) ?? openHours(calendarFor(calendar, zone), zones);
  compiled.set(calendar, known.set(zone, hours));
  return hours;
};

/** L7: the hours of standard support in a team's time zone. */
export const standardHours = (timeZone: string, policies: Policies): OpenHours => {
  const { live } = policies.policy.standard;
  const calendar = policies.calendars.get(live);
  return calendar && !policies.hours.has(live) ? hoursInZone(calendar, timeZone, policies) : hoursOf(policies, live);
};

/** Whose live support hours apply: the add-on's with premium terms, the standard ones in the team's zone otherwise. */
export interface LiveTerms {
  readonly terms: SupportTerms;
  /** The add-on that covers the product. */
  readonly covers: string;
  /** Time zone of the standard hours; null with premium terms. */
  readonly timeZone: string | null;
}

/** L2, L4: returns true while the Japanese desk is open. */
export const isJapaneseDeskOpen = (at: Instant, policies: Policies): boolean =>
  isOpen(hoursOf(policies, policies.policy.japaneseDesk.calendar), millisOf(at));

/** L4: when the Japanese desk closes, at or after an instant. Undefined if it never closes. */
export const japaneseDeskClosesAt = (from: Instant, policies: Policies): Instant | undefined => {
  const closing = nextClosing(hoursOf(policies, policies.policy.japaneseDesk.calendar), millisOf(from));
  return closing === undefined ? undefined : instantOf(closing);
};

/** L5–L7: the hours in English. Undefined if the policy gives the add-on no live support. */
const hoursFor = ({ terms, covers, timeZone }: LiveTerms, policies: Policies): OpenHours | undefined => {
  if (terms === 'standard') return standardHours(timeZone ?? 'Etc/UTC', policies);
  const calendar = policies.policy.liveSupport[covers];
  return calendar === undefined ? undefined : hoursOf(policies, calendar);
};

/** L2: for either add-on, live support in Japanese is open while the Japanese desk is, regardless of the hours (L6). */
const hasJapaneseHours = ({ terms }: LiveTerms, language: ServedLanguage): boolean =>
  terms === 'premium' && language === 'ja';

/** L2, L5–L7: returns true if live support is open, for a request that would be served in `language`. */
export const isLiveSupportOpen = (
  live: LiveTerms,
  language: ServedLanguage,
  at: Instant,
  policies: Policies,
): boolean => {
  const hours = hoursFor(live, policies);
  if (hours && isOpen(hours, millisOf(at))) return true;
  return hasJapaneseHours(live, language) && isJapaneseDeskOpen(at, policies);
};

/** When live support opens next for a requester who prefers `language`; `at` if it is open. */
export const liveSupportOpensAt = (
  live: LiveTerms,
  language: ServedLanguage,
  at: Instant,
  policies: Policies,
): Instant => {
  const hours = [
    hoursFor(live, policies),
    hasJapaneseHours(live, language) ? hoursOf(policies, policies.policy.japaneseDesk.calendar) : undefined,
  ].filter((each) => each !== undefined);
  return instantOf(Math.min(...hours.map((each) => nextOpening(each, millisOf(at)))));
};

/** What of a waiting request decides when agents can take it. */
export interface WaitingRequest {
  readonly product: string;
  readonly servedLanguage: ServedLanguage;
  readonly terms: SupportTerms;
  readonly timeZone: string | null;
  /** The end of the pause after an unanswered call; null if there is none. */
  readonly retryAt: Instant | null;
}

/**
 * L6, K4: when agents can take a waiting request again; null if they can now. Outside the hours it keeps its place
 * until they open, and after an unanswered call until the pause is over. What waits in Japanese is served in English
 * once the Japanese desk is closed (L4). A request whose add-on has lost its live support can be taken at any time.
 */
export const resumesAt = (request: WaitingRequest, at: Instant, policies: Policies): Instant | null => {
  const { product, servedLanguage, terms, timeZone, retryAt } = request;
  const live: LiveTerms = { terms, timeZone, covers: recordedProduct(policies.taxonomy, product).addOn };
  const from = later(at, retryAt ?? at);
  const isHeld = hoursFor(live, policies) !== undefined && !isLiveSupportOpen(live, servedLanguage, from, policies);
  const resumes = isHeld ? liveSupportOpensAt(live, 'en', from, policies) : from;
  return resumes === at ? null : resumes;
};
