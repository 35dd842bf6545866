import {
  ALWAYS,
  type Calendar,
  calendarsFrom,
  openHours,
  TEAM_ZONE,
  type OpenHours,
  type TimeZones,
} from '@ledgerdesk/business-time';
import type { Policy, Prices, Policies, Taxonomy, Texts } from '@ledgerdesk/domain';
import { checked, checkFor, PolicyFileError } from './validate.js';
import { catalogueFrom } from './catalogue.js';
import { featuresFrom } from './features.js';
import { mailsFrom } from './mails.js';
import { policySchema, pricesSchema, taxonomySchema, textsSchema } from './schemas.js';

/** The files of rules, parsed but not yet trusted; each is one version, or a list of them. */
export interface PolicyFiles {
  readonly policy: unknown;
  readonly prices: unknown;
  readonly taxonomy: unknown;
  readonly calendars: unknown;
  readonly texts: unknown;
  readonly mails: unknown;
  readonly features: unknown;
  readonly catalogue: unknown;
}

const isPolicy = checkFor<Policy>(policySchema);
const isPrices = checkFor<Prices>(pricesSchema);
const isTaxonomy = checkFor<Taxonomy>(taxonomySchema);
const isTexts = checkFor<Texts>(textsSchema);

const unique = (taxonomy: Taxonomy): Taxonomy => {
  for (const entries of [taxonomy.products, taxonomy.issueTypes]) {
    const ids = entries.map((entry) => entry.id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined)
      throw new PolicyFileError(`The taxonomy file cannot be used: the id ${twice} stands in it twice.`);
  }
  return taxonomy;
};

/** A taxonomy file, checked: ids well formed and each once. Throws PolicyFileError. */
export const parseTaxonomy = (file: unknown): Taxonomy => unique(checked('taxonomy', file, isTaxonomy));

const calendarsIn = (file: unknown, zones: TimeZones): ReadonlyMap<string, Calendar> => {
  const calendars = calendarsFrom(file, zones);
  if (calendars.has('always'))
    throw new PolicyFileError(
      'The calendars file cannot be used: always is elapsed time (E5). Give that calendar another id.',
    );
  return calendars;
};

const compiled = (calendars: ReadonlyMap<string, Calendar>, zones: TimeZones): ReadonlyMap<string, OpenHours> =>
  new Map([
    ['always', ALWAYS],
    ...[...calendars.values()]
      .filter((calendar) => calendar.timeZone !== TEAM_ZONE)
      .map((calendar) => [calendar.id, openHours(calendar, zones)] as const),
  ]);

/** Clocks need hours that are the same for every team; what is only shown (L7) may be in a team's own zone. */
const missingCalendar = (
  { japaneseDesk, liveSupport, standardLiveSupport }: Policy,
  hours: ReadonlyMap<string, OpenHours>,
  calendars: ReadonlyMap<string, Calendar>,
): string | undefined =>
  [japaneseDesk.calendar, ...Object.values(liveSupport)].find((calendar) => !hours.has(calendar)) ??
  [standardLiveSupport].find((calendar) => !hours.has(calendar) && !calendars.has(calendar));

const versionOf = (file: unknown): string =>
  typeof file === 'object' && file !== null && 'version' in file ? String(file.version) : '';

/** Checks one version of each file and puts them together; throws PolicyFileError or CalendarError where one cannot be used. */
export const composePolicies = (files: PolicyFiles, zones: TimeZones): Policies => {
  const policy = checked('policy', files.policy, isPolicy);
  const calendars = calendarsIn(files.calendars, zones);
  const hours = compiled(calendars, zones);
  const missing = missingCalendar(policy, hours, calendars);
  if (missing !== undefined)
    throw new PolicyFileError(
      `The policy file cannot be used: it names the calendar ${missing}, which is not configured.`,
    );
  return {
    policy,
    calendars,
    hours,
    zones,
    calendarsVersion: versionOf(files.calendars),
    prices: checked('prices', files.prices, isPrices),
    texts: checked('texts', files.texts, isTexts),
    mails: mailsFrom(files.mails),
    features: featuresFrom(files.features),
    catalogue: catalogueFrom(files.catalogue),
    taxonomy: parseTaxonomy(files.taxonomy),
  };
};
