import { isOpen } from '@ledgerdesk/business-time';
import type { ServedLanguage } from '@ledgerdesk/events';
import { type Instant, millisOf } from '@ledgerdesk/kernel';
import { hoursOf, type Policies } from '../policies.js';
import { textLanguage, type TextLanguage } from '../text-language.js';

/** The first subtag of a language tag (BCP 47), in lower case. */
const primarySubtag = (language: string): string | undefined => language.toLowerCase().split('-')[0];
const isJapanese = (language: string): boolean => primarySubtag(language) === 'ja';

/** L1: the language of written texts for a preferred language, at any time of day. */
export const writtenLanguage = (language: string): TextLanguage => textLanguage(primarySubtag(language)) ?? 'en';

/** L1: the language of support for a preferred language, while all desks are open. */
export const supportLanguage = (language: string): ServedLanguage => (isJapanese(language) ? 'ja' : 'en');

/** L1, L2, L4: Japanese if requested and the Japanese desk is open at `at`, otherwise English. */
export const servedLanguage = (language: string, at: Instant, policies: Policies): ServedLanguage =>
  isJapanese(language) && isOpen(hoursOf(policies, policies.policy.japaneseDesk.calendar), millisOf(at)) ? 'ja' : 'en';

/**
 * L1, L4: the language of the texts around an answer: that in which the ticket is served, or the requester's own if
 * support replies in English to those who write in it at any time.
 */
export const answerLanguage = (language: string, served: ServedLanguage): TextLanguage => {
  const written = writtenLanguage(language);
  return written === supportLanguage(language) ? served : written;
};
