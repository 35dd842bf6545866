import { SERVED_LANGUAGES } from '@ledgerdesk/events';

/** L1: languages of the texts that the engine writes. In German it writes, but support replies in English. */
export const TEXT_LANGUAGES = [...SERVED_LANGUAGES, 'de'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** A text in English and its translations. Files of earlier versions have fewer of them. */
export type Translated<Text> = Readonly<{ en: Text } & Partial<Record<TextLanguage, Text>>>;

/** Returns the text in a language, in English if it is not translated. */
export const translationIn = <Text>(text: Translated<Text>, language: TextLanguage): Text => text[language] ?? text.en;

/** Returns the language with a code such as `de`; undefined if the engine writes no texts in it. */
export const textLanguage = (code: string | undefined): TextLanguage | undefined =>
  TEXT_LANGUAGES.find((language) => language === code);
