import type { Instant } from '@ledgerdesk/kernel';
import { InvalidArgumentError } from 'commander';
import { parseInstant } from './parse-instant.js';

/**
 * Parses an option that is an ISO 8601 instant with a time zone.
 * @throws InvalidArgumentError for any other text
 */
export const instantOption = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new InvalidArgumentError('Use an instant such as 2026-11-27T07:30:00Z.');
  return parsed;
};
