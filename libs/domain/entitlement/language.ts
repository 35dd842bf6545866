import { isOpen } from '@ledgerdesk/business-time';
import type { ServedLanguage } from '@ledgerdesk/events';
import { type Instant, millisOf } from '@ledgerdesk/kernel';
import { hoursOf, type Policies } from '../policies.js';

const isJapanese = (language: string): boolean => language.toLowerCase().split('-')[0] === 'ja';

/** L1: the language of written texts for a preferred language, at any time of day. */
export const writtenLanguage = (language: string): ServedLanguage => (isJapanese(language) ? 'ja' : 'en');

/** L1, L2, L4: Japanese if requested and the Japanese desk is open at `at`, otherwise English. */
export const servedLanguage = (language: string, at: Instant, policies: Policies): ServedLanguage =>
  isJapanese(language) && isOpen(hoursOf(policies, policies.policy.japaneseDesk.calendar), millisOf(at)) ? 'ja' : 'en';
