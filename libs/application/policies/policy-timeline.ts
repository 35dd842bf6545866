import type { TimeZones } from '@ledgerdesk/business-time';
import type { Policies } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import { composePolicies, type PolicyFiles } from './compose-policies.js';
import { datedVersions, versionAt } from './dated-file.js';
import { type PolicyText, policyTexts } from './policy-texts.js';

/** Policies, and the instant from which they apply; '' for those that have always applied. */
interface DatedPolicies {
  readonly validFrom: Instant;
  readonly policies: Policies;
}

/**
 * The policies in force over time. A decision uses those of its own instant: a new version of a file applies from its
 * `validFrom`, and what happened earlier is decided by the earlier version even if it is recorded later.
 *
 * @example
 * const timeline = loadPolicies(files, new TemporalTimeZones());
 * const { policy } = timeline.at('2026-11-27T07:30:00.000Z');
 */
export class PolicyTimeline {
  /** `periods`: at least one, oldest first; the first has `validFrom` ''. */
  constructor(
    readonly periods: readonly DatedPolicies[],
    /** The contents of every version of the files whose versions are recorded when they are used. */
    readonly texts: readonly PolicyText[] = [],
  ) {}

  /** The policies in force at an instant. */
  at(instant: Instant): Policies {
    const period = this.periods.findLast(({ validFrom }) => validFrom <= instant);
    if (!period) throw new RangeError(`No policies are in force at ${instant}.`);
    return period.policies;
  }
}

const mapFiles = <T>(map: (name: keyof PolicyFiles) => T): Readonly<Record<keyof PolicyFiles, T>> => ({
  policy: map('policy'),
  prices: map('prices'),
  taxonomy: map('taxonomy'),
  calendars: map('calendars'),
  texts: map('texts'),
  mails: map('mails'),
  features: map('features'),
  catalogue: map('catalogue'),
});

/**
 * Validates every version of every file, each together with the versions of the other files that apply at the same
 * time. Throws PolicyFileError, or CalendarError for the calendars file.
 */
export const loadPolicies = (files: PolicyFiles, zones: TimeZones): PolicyTimeline => {
  const versions = mapFiles((name) => datedVersions(name, files[name]));
  const changes = [
    ...new Set(Object.values(versions).flatMap((dated) => dated.map(({ validFrom }) => validFrom))),
  ].sort();
  return new PolicyTimeline(
    changes.map((validFrom) => ({
      validFrom,
      policies: composePolicies(
        mapFiles((name) => versionAt(versions[name], validFrom)),
        zones,
      ),
    })),
    policyTexts(files),
  );
};
