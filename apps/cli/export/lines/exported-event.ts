import { decode, isSealed, type StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf, maskPersonalFields, maskSecrets } from '@ledgerdesk/events';
import type { EventMetadata, RecordedEvent } from '@ledgerdesk/kernel';
import { wellFormedText } from './well-formed.js';

/** What an export shows of an event. Secrets are never shown. */
export interface Shown {
  /** Masks personal fields. */
  readonly mask?: boolean | undefined;
  /** Leaves data and version as they were recorded, instead of converting them to the current version of the type. */
  readonly asRecorded?: boolean | undefined;
}

/** Parses an event without converting its data. */
const asRecorded = (stored: StoredEvent): RecordedEvent => {
  // A sealed event cannot be shown: this throws the reason.
  if (isSealed(stored)) return decode(stored);
  const { data, metadata, ...rest } = stored;
  return {
    ...rest,
    data: JSON.parse(data) as RecordedEvent['data'],
    metadata: JSON.parse(metadata) as EventMetadata,
  };
};

/** Decodes an event as an export shows it. */
export const exportedEvent = (stored: StoredEvent, shown: Shown): RecordedEvent => {
  if (shown.asRecorded === true) return maskSecrets(asRecorded(stored));
  return (shown.mask === true ? maskPersonalFields : maskSecrets)(decode(stored));
};

/** Returns true if a field of canonical JSON is an empty list. In a text its quotes would be escaped. */
const isEmptyList = (json: string, field: string): boolean => {
  const name = `"${field}":`;
  const at = json.indexOf(name);
  return at >= 0 && json.startsWith('[]', at + name.length) && json.indexOf(name, at + 1) < 0;
};

/** Returns true if an export shows the data of an event exactly as the log has it, so that it need not be parsed. */
const isShownAsStored = ({ type, version, data }: StoredEvent, { mask }: Shown): boolean => {
  const definition = definitionOf(type);
  if (!definition) return true;
  if (version !== definition.version || (mask === true && definition.personal.length > 0)) return false;
  return [...definition.secret, ...definition.secretQuery].every((field) => isEmptyList(data, field));
};

/** An escaped half of a surrogate pair: JSON has it only where the other half is missing. */
const LONE_SURROGATE = /\\ud[89a-f]/i;

/** JSON text whose strings are valid Unicode: U+FFFD replaces halves of surrogate pairs. */
const wellFormed = (json: string): string =>
  LONE_SURROGATE.test(json) ? JSON.stringify(JSON.parse(json, withValidText)) : json;

const withValidText = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? wellFormedText(value) : value;

/** A stored JSON text on one line. */
const onOneLine = (json: string): string => (json.includes('\n') ? JSON.stringify(JSON.parse(json)) : json);

/** The texts of an event for a table. */
export interface EventTexts {
  /** The version that `data` has. */
  readonly version: number;
  /** JSON on one line, valid Unicode. */
  readonly data: string;
  readonly metadata: string;
}

/** The data and metadata of an event as JSON. Numbers beyond the range of JavaScript stay exact where possible. */
export const exportedTexts = (stored: StoredEvent, shown: Shown): EventTexts => {
  const metadata = wellFormed(onOneLine(stored.metadata));
  if (!isSealed(stored) && isShownAsStored(stored, shown))
    return { version: stored.version, data: wellFormed(onOneLine(stored.data)), metadata };
  const { version, data } = exportedEvent(stored, shown);
  return { version, data: wellFormed(JSON.stringify(data)), metadata };
};
