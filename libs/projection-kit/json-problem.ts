import { isList, isRecord } from '@ledgerdesk/kernel';

/** Levels of nesting in a row. Deeper values are refused, which ends cycles too. */
const MAX_DEPTH = 32;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
};

const nameOf = (value: unknown): string => {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return typeof value;
  return value instanceof Promise ? 'a promise' : `an object of the class ${value.constructor.name}`;
};

const within = (entries: readonly (readonly [string, unknown])[], depth: number): string | undefined => {
  for (const [step, value] of entries) {
    const problem = jsonProblem(value, depth + 1);
    if (problem !== undefined) return `${step}${problem}`;
  }
  return undefined;
};

/**
 * Returns where a value holds something that JSON cannot, and what, such as `.times[0] is an object of the class Date`;
 * undefined if it is JSON.
 */
export const jsonProblem = (value: unknown, depth = 0): string | undefined => {
  if (depth > MAX_DEPTH) return ` is nested more than ${MAX_DEPTH} levels deep`;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  if (isList(value))
    return within(
      Array.from(value, (item, index) => [`[${index}]`, item] as const),
      depth,
    );
  if (isRecord(value) && isPlain(value))
    return within(
      Object.entries(value).map(([name, item]) => [`.${name}`, item] as const),
      depth,
    );
  return ` is ${nameOf(value)}`;
};
