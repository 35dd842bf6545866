import type { TimeZones } from '@ledgerdesk/business-time';
import type { Policies } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import { datedVersions, versionAt } from './dated-file.js';
import { composePolicies, type PolicyFiles } from './compose-policies.js';

/** Rules with the instant from which they apply; '' for those that have always applied. */
export interface DatedPolicies {
  readonly validFrom: Instant;
  readonly policies: Policies;
}

/**
 * The rules through time. A decision asks for those of its own instant, so that a new version of a file applies from its
 * `validFrom` on and what was decided before stays as it was, also where it is only recorded now.
 */
export class PolicyTimeline {
  /** `chapters`: oldest first, at least one; the first has always applied. */
  constructor(readonly periods: readonly DatedPolicies[]) {}

  at(instant: Instant): Policies {
    const chapter = this.periods.findLast(({ validFrom }) => validFrom <= instant);
    if (!chapter) throw new RangeError(`No rules apply at ${instant}.`);
    return chapter.policies;
  }
}

const everyFile = <T>(make: (name: keyof PolicyFiles) => T): Readonly<Record<keyof PolicyFiles, T>> => ({
  policy: make('policy'),
  prices: make('prices'),
  taxonomy: make('taxonomy'),
  calendars: make('calendars'),
  texts: make('texts'),
  mails: make('mails'),
  features: make('features'),
  catalogue: make('catalogue'),
});

/** Checks all versions of all files, and each in the company of those that it applies with; throws PolicyFileError or CalendarError where one cannot be used. */
export const loadPolicies = (files: PolicyFiles, zones: TimeZones): PolicyTimeline => {
  const versions = everyFile((name) => datedVersions(name, files[name]));
  const turns = [
    ...new Set(Object.values(versions).flatMap((dated) => dated.map(({ validFrom }) => validFrom))),
  ].sort();
  return new PolicyTimeline(
    turns.map((validFrom) => ({
      validFrom,
      policies: composePolicies(
        everyFile((name) => versionAt(versions[name], validFrom)),
        zones,
      ),
    })),
  );
};
