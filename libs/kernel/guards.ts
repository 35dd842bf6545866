/** Returns true for an object that is neither null nor an array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Like `Array.isArray`, but types the items as `unknown` instead of `any`. */
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
