import { instantOf, type Position } from '@ledgerdesk/kernel';
import type { Until } from '@ledgerdesk/runtime';
import { InvalidArgumentError } from 'commander';

/** A moment of the log, by position or by instant. */
export type AsOf = { readonly position: Position } | { readonly instant: string };

/** Reads `--as-of`: a position, or an ISO 8601 instant with its zone. */
export const asOf = (text: string): AsOf => {
  if (/^(0|[1-9]\d{0,18})$/.test(text)) return { position: text };
  const millis = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(millis)) throw new InvalidArgumentError('Use a position, or an instant such as 2026-11-27T07:30:00Z.');
  return { instant: instantOf(millis) };
};

/** How far to replay. Instants count by when events were recorded, or by when they occurred. */
export const untilOf = (moment: AsOf | undefined, by: 'recorded' | 'occurred'): Until => {
  if (!moment) return { head: true };
  if ('position' in moment) return { position: moment.position };
  return by === 'occurred' ? { occurred: moment.instant } : { recorded: moment.instant };
};
