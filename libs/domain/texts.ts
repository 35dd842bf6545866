import { SERVED_LANGUAGES, type ServedLanguage } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';

/** Keys of the texts shown to requesters. */
export const TEXT_KEYS = [
  'hub-with-add-on',
  'hub-for-champion',
  'hub-for-admins',
  'hub-needs-add-on',
  'live-support-for-admins',
  'no-add-on',
  'no-live-support',
  'live-support-closed',
  'standard-support',
  'callback-urgent',
  'callback-number',
  'callback-given-up',
  'callback-about',
  'mail-attachments',
  'chat-requester',
] as const;
export type TextKey = (typeof TEXT_KEYS)[number];

/** Languages that refusals are translated into. The code contains the English texts. */
type TranslatedLanguage = Exclude<ServedLanguage, 'en'>;
export const TRANSLATED_LANGUAGES = SERVED_LANGUAGES.filter(
  (language): language is TranslatedLanguage => language !== 'en',
);

/** Translations of refusals. */
interface RefusalTexts {
  /** By HTTP status. */
  readonly titles: Readonly<Record<string, string>>;
  /** By code. A placeholder in braces is replaced with the detail of that name. */
  readonly details: Readonly<Record<string, string>>;
  /** Messages for invalid fields, by the failed check. */
  readonly fields: Readonly<Record<string, string>>;
}

/** L1: each text in every language of support; one versioned file. */
export interface Texts {
  readonly version: string;
  readonly texts: Readonly<Record<TextKey, Readonly<Record<ServedLanguage, string>>>>;
  readonly refusals: Readonly<Record<TranslatedLanguage, RefusalTexts>>;
}

/** Replaces each `{name}` with its value; a name without a value with an empty string. */
export const fillTemplate = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/\{([^{}]*)\}/g, (_, name: string) => words[name] ?? '');

/** L1: returns the message of a refusal in a language, in English if its code has no translation. */
export const refusalText = (
  { code, message, details = {} }: Pick<Refusal, 'code' | 'message' | 'details'>,
  language: ServedLanguage,
  { refusals }: Texts,
): string => {
  const text = language === 'en' ? undefined : refusals[language].details[code];
  return text === undefined
    ? message
    : fillTemplate(text, Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)])));
};
