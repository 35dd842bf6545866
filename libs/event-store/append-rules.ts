import { AppendTooLarge } from './errors.js';
import { MAX_APPEND_BYTES, type EventToAppend, type ExpectedRevision } from './port.js';

/** UTF-8 needs at most three bytes for each UTF-16 unit: below this many units nothing has to be counted. */
const SURELY_SMALL = MAX_APPEND_BYTES / 3;

const total = (events: readonly EventToAppend[], size: (text: string) => number): number =>
  events.reduce((sum, event) => sum + size(event.data) + size(event.metadata), 0);

const refuseOversize = (stream: string, events: readonly EventToAppend[]): void => {
  if (total(events, (text) => text.length) <= SURELY_SMALL) return;
  const bytes = total(events, (text) => Buffer.byteLength(text));
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, bytes);
};

/** What every adapter refuses before it looks at the log: RangeError for a caller's mistake, AppendTooLarge over 1 MiB. */
export const checkAppend = (stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): void => {
  if (events.length === 0) throw new RangeError(`An append to ${stream} needs at least one event.`);
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new RangeError(`${expected} is no revision to expect of ${stream}; for an empty stream say 'no-stream'.`);
  }
  const odd = events.find((event) => !Number.isSafeInteger(event.version));
  if (odd !== undefined) throw new RangeError(`The version of ${odd.type} in ${stream} must be an integer.`);
  refuseOversize(stream, events);
};
