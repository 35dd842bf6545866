import type { ClockLeg, Entitlement, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { servedLanguage } from './language.js';
import { responseDueFor } from './response-due.js';

/** What a request in one language would be promised if it arrived at this moment. */
export interface ResponseTarget {
  /** L4: what it would be answered in. */
  readonly servedLanguage: ServedLanguage;
  /** Minutes of the target that decides, counted in its own hours. */
  readonly minutes: number;
  readonly decidedBy: ClockLeg['target'];
  readonly dueAt: Instant;
}
export type ResponseTargets = Readonly<Record<ServedLanguage, ResponseTarget>>;

const targetIn = (
  language: ServedLanguage,
  entitlement: Entitlement | null,
  at: Instant,
  policies: Policies,
): ResponseTarget | null => {
  const served = servedLanguage(language, at, policies);
  const due = responseDueFor(entitlement, served, at, policies);
  const leg = due?.legs.find(({ target }) => target === due.decidedBy);
  return due && leg
    ? { servedLanguage: served, minutes: leg.minutes, decidedBy: due.decidedBy, dueAt: due.dueAt }
    : null;
};

/** What a written request would be promised, by its language; null: standard support, no time (E10). */
export const responseTargets = (
  entitlement: Entitlement | null,
  at: Instant,
  policies: Policies,
): ResponseTargets | null => {
  const [en, ja] = [targetIn('en', entitlement, at, policies), targetIn('ja', entitlement, at, policies)];
  return en && ja && { en, ja };
};
