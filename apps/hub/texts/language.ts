/** Languages of the hub. */
export const LANGUAGES = ['en', 'ja', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Names of the languages, each in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語', de: 'Deutsch' };

/** Returns true for a language of the hub. */
export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

/** The first of the languages (BCP 47) that the hub has; English if it has none. */
export const bestLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.split('-')[0]?.toLowerCase()).find(isLanguage) ?? 'en';
