/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A JSON object. */
export type JsonObject = Readonly<Record<string, Json>>;

/** Returns true for an object that is neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 8785 text of a JSON value. @throws RangeError for a number that JSON does not have */
export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('JSON has no such number.');
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`).join(',')}}`;
};

/** An event as its leaf has it. */
export interface Envelope {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

const NAMES = 'data,id,metadata,occurredAt,recordedAt,revision,stream,type,version';

/** Parses an envelope; undefined unless it is canonical JSON with exactly the fields of an envelope. */
export const parseEnvelope = (text: string): Envelope | undefined => {
  try {
    const value = JSON.parse(text) as Json;
    if (!isObject(value) || canonicalJson(value) !== text || Object.keys(value).join(',') !== NAMES) return undefined;
    const { data, metadata, occurredAt, recordedAt, revision, stream, type } = value;
    return isObject(data) &&
      isObject(metadata) &&
      typeof occurredAt === 'string' &&
      typeof recordedAt === 'string' &&
      typeof stream === 'string' &&
      typeof type === 'string' &&
      Number.isSafeInteger(revision)
      ? { data, metadata, occurredAt, recordedAt, revision: Number(revision), stream, type }
      : undefined;
  } catch {
    return undefined;
  }
};
