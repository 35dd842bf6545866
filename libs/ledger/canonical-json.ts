/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * RFC 8785 text of a JSON value: no whitespace, keys in code-unit order.
 * @throws RangeError for a number that JSON does not have, or nesting that the stack does not hold
 */
export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  // `1e999` is parsed as Infinity, which would be written as null.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`JSON has no number ${value}.`);
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`).join(',')}}`;
};

/** Returns true if no object has keys that canonical JSON would order differently. */
const isSorted = (value: Json): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (!isObject(value)) return value.every((item) => isSorted(item));
  let last: string | undefined;
  for (const name in value) {
    const item = value[name];
    if ((last !== undefined && last >= name) || (typeof item === 'object' && !isSorted(item))) return false;
    last = name;
  }
  return true;
};

/** Parses a JSON text; undefined unless it is canonical, and so without whitespace and repeated names. */
export const parseCanonical = (text: string): Json | undefined => {
  try {
    const value = JSON.parse(text) as Json;
    // The first comparison is the faster one. It fails for numeric names, whose order JavaScript changes.
    const isCanonical = (JSON.stringify(value) === text && isSorted(value)) || canonicalJson(value) === text;
    return isCanonical ? value : undefined;
  } catch {
    return undefined;
  }
};
