/** What a page says of the languages of its reader, as `navigator` does. */
interface Speaker {
  readonly language: string;
}

/** Returns true for a tag that Intl takes. */
const isTag = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
};

/**
 * Gives a browser a language that Intl takes, for the library that draws: it makes a format of `navigator.language` as
 * it is loaded, and fails on `en-US@posix`, which Chromium says under the locale C.UTF-8.
 */
export const mendLanguage = (speaker: Speaker, language: string): void => {
  if (!isTag(speaker.language)) Object.defineProperty(speaker, 'language', { value: language, configurable: true });
};
