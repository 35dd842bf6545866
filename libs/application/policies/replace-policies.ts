import type { Policies } from '@ledgerdesk/domain';
import { combinePolicies, withCalendars } from './compose-policies.js';
import { datedVersions, versionAt } from './dated-file.js';
import { type PolicyText, textsOf } from './policy-texts.js';
import { PolicyTimeline } from './policy-timeline.js';
import { withRecordedTexts } from './recorded-policies.js';

/** Parsed files that replace those of a configuration, each with one version or with a list of versions. */
export interface GivenPolicies {
  readonly policy?: unknown;
  readonly calendars?: unknown;
}

const GIVEN = ['policy', 'calendars'] as const;

/** The versions of the files that are given. Throws PolicyFileError. */
const givenTexts = (given: GivenPolicies): readonly PolicyText[] =>
  GIVEN.flatMap((name) => (given[name] === undefined ? [] : textsOf(name, given[name])));

const withGivenCalendars = (policies: Policies, file: unknown): Policies =>
  combinePolicies(policies, file === undefined ? policies : withCalendars(policies, file));

/**
 * A timeline with other versions of the policy, the calendars or both, which are validated like those of a
 * configuration. Its texts are those of the given files.
 * @throws PolicyFileError, or CalendarError for the calendars file
 *
 * @example
 * const timeline = replacePolicies(configured, { policy: JSON.parse(text) });
 */
export const replacePolicies = (timeline: PolicyTimeline, given: GivenPolicies): PolicyTimeline => {
  const versions = GIVEN.flatMap((name) =>
    given[name] === undefined ? [] : [{ name, dated: datedVersions(name, given[name]) }],
  );
  const fileAt = (name: (typeof GIVEN)[number], at: string): unknown => {
    const found = versions.find((file) => file.name === name);
    return found && versionAt(found.dated, at);
  };
  const changes = [...timeline.periods, ...versions.flatMap(({ dated }) => dated)].map(({ validFrom }) => validFrom);
  return new PolicyTimeline(
    [...new Set(changes)].sort().map((validFrom) => ({
      validFrom,
      policies: withGivenCalendars(
        withRecordedTexts(timeline.at(validFrom), { policy: fileAt('policy', validFrom) }),
        fileAt('calendars', validFrom),
      ),
    })),
    givenTexts(given),
  );
};
