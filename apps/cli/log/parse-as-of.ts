import { isPosition } from '@ledgerdesk/kernel';
import type { AsOf } from '@ledgerdesk/runtime';
import { InvalidArgumentError } from 'commander';
import { parseInstant } from './parse-instant.js';

/**
 * Parses a log position or an ISO 8601 instant with a time zone.
 * @throws InvalidArgumentError for any other text.
 */
export const parseAsOf = (text: string): AsOf => {
  if (isPosition(text)) return { position: text };
  const instant = parseInstant(text);
  if (instant === undefined)
    throw new InvalidArgumentError('Use a log position or an instant such as 2026-11-27T07:30:00Z.');
  return { instant };
};
