import type { Instant } from '@ledgerdesk/kernel';
import { InvalidArgumentError } from 'commander';
import { parseInstant } from '../log/parse-instant.js';

/**
 * Parses the instant until which an import fires timers: `now`, or an ISO 8601 instant that is not in the future.
 * @throws InvalidArgumentError for any other text.
 */
export const parseUntil = (text: string, now: Instant): Instant => {
  const until = text === 'now' ? now : parseInstant(text);
  if (until === undefined) throw new InvalidArgumentError('Use now or an instant such as 2026-11-27T07:30:00Z.');
  if (until > now) throw new InvalidArgumentError(`${until} is in the future. Use now or an earlier instant.`);
  return until;
};
