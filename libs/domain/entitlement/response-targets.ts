import type { ClockLeg, Entitlement, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { servedLanguage } from './language.js';
import { responseDueFor } from './response-due.js';

/** The response target of a request in one language, if it arrived now. */
export interface ResponseTarget {
  /** L4: language of the answer. */
  readonly servedLanguage: ServedLanguage;
  /** Minutes of the leg that determines the due time, in open time of its calendar. */
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

/** The response targets of a written request, by language; null for standard support, which has no target (E10). */
export const responseTargets = (
  entitlement: Entitlement | null,
  at: Instant,
  policies: Policies,
): ResponseTargets | null => {
  const [en, ja] = [targetIn('en', entitlement, at, policies), targetIn('ja', entitlement, at, policies)];
  return en && ja && { en, ja };
};
