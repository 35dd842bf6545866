import { isList, isRecord } from '@ledgerdesk/kernel';
import { definitionOf } from './catalogue.js';

/** Returns an empty value of the same type: `''`, `[]`, 0 or false; null stays. */
const emptied = (value: unknown): unknown => {
  if (isList(value)) return [];
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, emptied(inner)]));
  if (typeof value === 'string') return '';
  return typeof value === 'number' ? 0 : typeof value === 'boolean' ? false : value;
};

/**
 * Returns the data of an event after its subject was erased: each personal field that is missing in `clear` is empty,
 * of the type that it has in the sample of its definition. No text that people give is empty, so `''` means erased.
 */
export const withErasedFields = (
  type: string,
  clear: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const definition = definitionOf(type);
  if (!definition) return clear;
  const sample: Readonly<Record<string, unknown>> = { ...definition.sample };
  const erased = definition.personal.filter((field) => !Object.hasOwn(clear, field));
  return { ...clear, ...Object.fromEntries(erased.map((field) => [field, emptied(sample[field])])) };
};
