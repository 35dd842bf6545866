import type { TimeZones } from '@ledgerdesk/business-time';
import type { Rules } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import { datedVersions, versionAt } from './dated-file.js';
import { composedRules, type RuleFiles } from './load.js';

/** Rules with the instant from which they apply; '' for those that have always applied. */
export interface DatedRules {
  readonly validFrom: Instant;
  readonly rules: Rules;
}

/**
 * The rules through time. A decision asks for those of its own instant, so that a new version of a file applies from its
 * `validFrom` on and what was decided before stays as it was, also where it is only recorded now.
 */
export class RuleBook {
  /** `chapters`: oldest first, at least one; the first has always applied. */
  constructor(readonly chapters: readonly DatedRules[]) {}

  at(instant: Instant): Rules {
    const chapter = this.chapters.findLast(({ validFrom }) => validFrom <= instant);
    if (!chapter) throw new RangeError(`No rules apply at ${instant}.`);
    return chapter.rules;
  }
}

const everyFile = <T>(make: (name: keyof RuleFiles) => T): Readonly<Record<keyof RuleFiles, T>> => ({
  policy: make('policy'),
  prices: make('prices'),
  taxonomy: make('taxonomy'),
  calendars: make('calendars'),
  texts: make('texts'),
  mails: make('mails'),
  features: make('features'),
  catalogue: make('catalogue'),
});

/** Checks all versions of all files, and each in the company of those that it applies with; throws RulesError or CalendarError where one cannot be used. */
export const loadRules = (files: RuleFiles, zones: TimeZones): RuleBook => {
  const versions = everyFile((name) => datedVersions(name, files[name]));
  const turns = [
    ...new Set(Object.values(versions).flatMap((dated) => dated.map(({ validFrom }) => validFrom))),
  ].sort();
  return new RuleBook(
    turns.map((validFrom) => ({
      validFrom,
      rules: composedRules(
        everyFile((name) => versionAt(versions[name], validFrom)),
        zones,
      ),
    })),
  );
};
