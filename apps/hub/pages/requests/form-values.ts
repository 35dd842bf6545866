import { paragraphs } from '../../tickets/continue-draft.js';

/** Values of a form that is being filled in. */
type Values = Readonly<Record<string, string>>;

/** Parses the values of a draft. Ignores what is not a value: a draft can have any content. */
export const valuesIn = (text: string): Values => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string'));
  } catch {
    return {};
  }
};

/** Returns a function that puts a text behind what is in a field of the draft of a form. */
export const behindField =
  (name: string) =>
  (known: string, text: string): string => {
    const values = valuesIn(known);
    return JSON.stringify({ ...values, [name]: paragraphs(values[name] ?? '', text) });
  };
