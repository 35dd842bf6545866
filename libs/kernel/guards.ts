/** Returns true for an object that is neither null nor an array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Like `Array.isArray`, but types the items as `unknown` instead of `any`. */
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/**
 * Returns the text in the `code` member of an error, undefined if there is none. Errors are identified by their code
 * rather than their class: a native module or another thread may throw an instance of a different realm's class.
 *
 * @example
 * if (errorCodeOf(error) === 'ENOENT') return undefined;
 */
export const errorCodeOf = (error: unknown): string | undefined =>
  isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined;

/** Returns the message of an error; the text of a thrown value that is no error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
