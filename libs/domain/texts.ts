import type { Refusal } from '@ledgerdesk/kernel';
import { TEXT_LANGUAGES, type TextLanguage, type Translated } from './text-language.js';

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
type TranslatedLanguage = Exclude<TextLanguage, 'en'>;
export const TRANSLATED_LANGUAGES = TEXT_LANGUAGES.filter(
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

/** L1: each text in every language of texts; one versioned file. */
export interface Texts {
  readonly version: string;
  readonly texts: Readonly<Record<TextKey, Translated<string>>>;
  /** Files of earlier versions have no German. */
  readonly refusals: Readonly<Partial<Record<TranslatedLanguage, RefusalTexts>>>;
}

/** Replaces each `{name}` with its value; a name without a value with an empty string. */
export const fillTemplate = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/\{([^{}]*)\}/g, (_, name: string) => words[name] ?? '');

/** What the text of a refusal is made of. */
export interface RefusalTextSource extends Pick<Refusal, 'message' | 'details'> {
  readonly code: string;
}

/** L1: returns the message of a refusal in a language, in English if its code has no translation. */
export const refusalText = (
  { code, message, details = {} }: RefusalTextSource,
  language: TextLanguage,
  { refusals }: Texts,
): string => {
  const text = language === 'en' ? undefined : refusals[language]?.details[code];
  return text === undefined
    ? message
    : fillTemplate(text, Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)])));
};
