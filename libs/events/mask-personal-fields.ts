import { isList, isRecord, type RecordedEvent } from '@ledgerdesk/kernel';
import { definitionOf } from './catalogue.js';

const MASK = '•••';

/** Masks every value inside a value. Its structure and types stay, so that readers of the data still work. */
const masked = (value: unknown): unknown => {
  if (isList(value)) return value.map(masked);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, masked(inner)]));
  if (typeof value === 'string') return MASK;
  return typeof value === 'number' ? 0 : typeof value === 'boolean' ? false : value;
};

/** Masks the query of a URL, which may contain credentials: `https://a.example/in?•••`. */
export const maskQuery = (url: string): string => url.replace(/\?[^]*$/, `?${MASK}`);

/** Returns the data with some fields replaced. */
const replaced = (
  data: object,
  fields: readonly string[],
  replace: (value: unknown) => unknown,
): RecordedEvent['data'] =>
  Object.fromEntries(
    Object.entries(data).map(([field, value]: [string, unknown]) => [
      field,
      fields.includes(field) ? replace(value) : value,
    ]),
  );

/** Returns the event without the secrets in its data, for every reader: `•••` replaces keys and queries of URLs. */
export const maskSecrets = (event: RecordedEvent): RecordedEvent => {
  const { secretQuery = [], secret = [] } = definitionOf(event.type) ?? {};
  if (secretQuery.length + secret.length === 0) return event;
  const withoutKeys = replaced(event.data, secret, masked);
  return {
    ...event,
    data: replaced(withoutKeys, secretQuery, (url) => (typeof url === 'string' ? maskQuery(url) : url)),
  };
};

/**
 * Returns the event for readers without a right to personal data: without secrets, and with the values of its personal
 * fields replaced by others of the same type, strings by `•••`.
 */
export const maskPersonalFields = (event: RecordedEvent): RecordedEvent => {
  const clear = maskSecrets(event);
  return { ...clear, data: replaced(clear.data, definitionOf(event.type)?.personal ?? [], masked) };
};
