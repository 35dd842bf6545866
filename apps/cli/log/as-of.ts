import { instantOf, isPosition } from '@ledgerdesk/kernel';
import type { AsOf } from '@ledgerdesk/runtime';
import { InvalidArgumentError } from 'commander';

/** Reads `--as-of`: a position, or an ISO 8601 instant with its zone. */
export const asOf = (text: string): AsOf => {
  if (isPosition(text)) return { position: text };
  const millis = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(millis))
    throw new InvalidArgumentError('Use a position, or an instant such as 2026-11-27T07:30:00Z.');
  return { instant: instantOf(millis) };
};
