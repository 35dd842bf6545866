import { AppendTooLarge } from './errors.js';
import { contentBytes } from './esdb-format.js';
import { MAX_APPEND_BYTES, type EventToAppend, type ExpectedRevision } from './port.js';

/** A UTF-16 code unit takes at most 3 bytes in UTF-8, so an append of fewer units than this is never too large. */
const UNITS_NEVER_TOO_LARGE = MAX_APPEND_BYTES / 3;

const sizeOf = (events: readonly EventToAppend[], measure: (event: EventToAppend) => number): number =>
  events.reduce((sum, event) => sum + measure(event), 0);

const checkSize = (stream: string, events: readonly EventToAppend[]): void => {
  if (sizeOf(events, ({ data, metadata }) => data.length + metadata.length) <= UNITS_NEVER_TOO_LARGE) return;
  const bytes = sizeOf(events, contentBytes);
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, bytes);
};

/**
 * Validates the arguments of an append. Every adapter calls this before it reads the log.
 * @throws RangeError for an empty append, a negative or fractional expected revision, or a fractional event version
 * @throws AppendTooLarge over 1 MiB, measured before foreign events were encoded
 */
export const checkAppend = (stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): void => {
  if (events.length === 0) throw new RangeError(`An append to ${stream} must contain at least one event.`);
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new RangeError(
      `Expected revision ${expected} of ${stream} is invalid. Pass an integer of 0 or more, or 'no-stream'.`,
    );
  }
  const invalid = events.find((event) => !Number.isSafeInteger(event.version));
  if (invalid !== undefined) throw new RangeError(`The version of ${invalid.type} in ${stream} must be an integer.`);
  checkSize(stream, events);
};
