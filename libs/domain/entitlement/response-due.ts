import type { Entitlement, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { allowancesFor, type ResponseDue, dueFrom } from './clock.js';

/** Returns when a message that arrives at `at` is due for an answer; null for standard support (E10). */
export const responseDueFor = (
  entitlement: Entitlement | null,
  language: ServedLanguage,
  at: Instant,
  policies: Policies,
): ResponseDue | null =>
  entitlement && dueFrom(at, allowancesFor(entitlement.targetMinutes, language, policies), policies);
