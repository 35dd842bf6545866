import type { Texts } from './catalogue.js';

const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', O: 'Ó' };

/** Marks a text, and makes it a third longer, as translations are. */
const marked = (text: string): string => {
  const accented = text.replace(/[aeiouAEO]/g, (letter) => ACCENTED[letter] ?? letter);
  return `⟦${accented}${'~'.repeat(Math.ceil(text.length / 3))}⟧`;
};

const isFunction = (value: unknown): value is (...values: unknown[]) => unknown => typeof value === 'function';

const pseudoOf = (value: unknown): unknown => {
  if (typeof value === 'string') return marked(value);
  if (isFunction(value)) return (...values: unknown[]) => pseudoOf(value(...values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, pseudoOf(text)]));
};

/** Pseudo-locale for tests: marks every text of a catalogue with double brackets, so that others are not translated. */
export const pseudoTexts = <T extends Texts>(texts: T): T => pseudoOf(texts) as T;
