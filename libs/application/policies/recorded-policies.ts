import type { Policies } from '@ledgerdesk/domain';
import { parsePrices, parseTaxonomy, withCalendars } from './compose-policies.js';
import { parsePolicy } from './policy-file.js';

/** Texts of policy files as the log has recorded them, parsed. Those that are absent were not used. */
interface RecordedTexts {
  readonly policy?: unknown;
  readonly calendars?: unknown;
  readonly prices?: unknown;
  readonly taxonomy?: unknown;
}

/**
 * Policies with the files that the log has recorded, for a decision that is computed again. The other files are those
 * of `policies`.
 * @throws PolicyFileError if a file is invalid, CalendarError if the calendars are
 */
export const withRecordedTexts = (
  policies: Policies,
  { policy, calendars, prices, taxonomy }: RecordedTexts,
): Policies => ({
  ...(calendars === undefined ? policies : withCalendars(policies, calendars)),
  ...(policy !== undefined && { policy: parsePolicy(policy) }),
  ...(prices !== undefined && { prices: parsePrices(prices) }),
  ...(taxonomy !== undefined && { taxonomy: parseTaxonomy(taxonomy) }),
});
