import type { Language } from './language.js';

/** A text, a text with values, or a group of texts. */
type Text = string | ((...values: never[]) => string) | Texts;
/** A group of texts, by name. */
export interface Texts {
  readonly [name: string]: Text;
}

/** Texts in every language. A text that is missing in one of them does not compile. */
export type Catalogue<T extends Texts> = Readonly<Record<Language, T>>;

/**
 * Defines the texts of a page or component, next to it.
 *
 * @example
 * export const chatTexts = defineTexts({
 *   en: { title: 'Chat', waiting: (place: number) => `You are number ${place} in line.` },
 *   ja: { title: 'チャット', waiting: (place) => `順番は${place}番目です。` },
 *   de: { title: 'Chat', waiting: (place) => `Sie sind Nummer ${place} in der Schlange.` },
 * });
 */
export const defineTexts = <T extends Texts>(texts: {
  readonly en: T;
  readonly ja: NoInfer<T>;
  readonly de: NoInfer<T>;
}): Catalogue<T> => texts;
