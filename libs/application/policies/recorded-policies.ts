import type { Policies } from '@ledgerdesk/domain';
import { withCalendars } from './compose-policies.js';
import { parsePolicy } from './policy-file.js';

/** Texts of policy files as the log has recorded them, parsed. */
interface RecordedTexts {
  readonly policy: unknown;
  readonly calendars: unknown;
}

/**
 * Policies with the policy and the calendars that the log has recorded, for a decision that is computed again. The
 * other files are those of `policies`.
 * @throws PolicyFileError if the policy is invalid, CalendarError if the calendars are
 */
export const withRecordedTexts = (policies: Policies, { policy, calendars }: RecordedTexts): Policies => ({
  ...withCalendars(policies, calendars),
  policy: parsePolicy(policy),
});
