import { AppendTooLarge } from './errors.js';
import { contentBytes } from './esdb-format.js';
import { type EventToAppend, type EventToSeal, type ExpectedRevision, MAX_APPEND_BYTES } from './port.js';
import { maxBytesOf, withBlankBox } from './unsealed-data.js';

type Events = readonly (EventToAppend | EventToSeal)[];

const sizeOf = (events: Events, measure: (event: Events[number]) => number): number =>
  events.reduce((sum, event) => sum + measure(event), 0);

const checkSize = (stream: string, events: Events): void => {
  if (sizeOf(events, ({ data, metadata }) => maxBytesOf(data) + maxBytesOf(metadata)) <= MAX_APPEND_BYTES) return;
  const bytes = sizeOf(events, ({ data, metadata }) => contentBytes({ data: withBlankBox(data), metadata }));
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, bytes);
};

/**
 * Validates the arguments of an append. Every adapter calls this before it reads the log.
 * @throws RangeError for an empty append, a negative or fractional expected revision, or a fractional event version
 * @throws AppendTooLarge over 1 MiB, measured before foreign events were encoded
 */
export const checkAppend = (stream: string, expected: ExpectedRevision, events: Events): void => {
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
