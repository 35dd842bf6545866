import { isRecord } from '@ledgerdesk/kernel';
import {
  ALWAYS,
  type Calendar,
  calendarsFrom,
  openHours,
  TEAM_ZONE,
  type OpenHours,
  type TimeZones,
} from '@ledgerdesk/business-time';
import { type Policy, type Prices, type Policies, type Taxonomy, type Texts } from '@ledgerdesk/domain';
import { parseCatalogue } from './catalogue.js';
import { parseFeatures } from './features.js';
import { parseMails } from './mails.js';
import { parsePolicy } from './policy-file.js';
import { pricesSchema, taxonomySchema, textsSchema } from './schemas.js';
import { invalidFile, requireUniqueIds, validate, validatorFor } from './validate.js';

/** The policy files as parsed JSON, not validated yet; each is one version, or a list of versions. */
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

const pricesValidator = validatorFor<Prices>(pricesSchema);
const taxonomyValidator = validatorFor<Taxonomy>(taxonomySchema);
const textsValidator = validatorFor<Texts>(textsSchema);

/** Parses a taxonomy file. Throws PolicyFileError. */
export const parseTaxonomy = (file: unknown): Taxonomy => {
  const taxonomy = validate('taxonomy', file, taxonomyValidator);
  requireUniqueIds('taxonomy', taxonomy.products);
  requireUniqueIds('taxonomy', taxonomy.issueTypes);
  return taxonomy;
};

/** Parses a price file. Throws PolicyFileError. */
export const parsePrices = (file: unknown): Prices => validate('prices', file, pricesValidator);

const parseCalendars = (file: unknown, zones: TimeZones): ReadonlyMap<string, Calendar> => {
  const calendars = calendarsFrom(file, zones);
  if (calendars.has('always'))
    throw invalidFile('calendars', ['the ID "always" is reserved for elapsed time (E5); use another ID']);
  return calendars;
};

const compileHours = (calendars: ReadonlyMap<string, Calendar>, zones: TimeZones): ReadonlyMap<string, OpenHours> =>
  new Map([
    ['always', ALWAYS],
    ...[...calendars.values()]
      .filter((calendar) => calendar.timeZone !== TEAM_ZONE)
      .map((calendar) => [calendar.id, openHours(calendar, zones)] as const),
  ]);

/**
 * The first calendar of the policy that is not configured. Response clocks need a calendar with a fixed time zone; the
 * hours of standard support (L7) may be in the team's own zone.
 */
const missingCalendar = (
  { japaneseDesk, liveSupport, standard }: Policy,
  hours: ReadonlyMap<string, OpenHours>,
  calendars: ReadonlyMap<string, Calendar>,
): string | undefined =>
  [japaneseDesk.calendar, ...Object.values(liveSupport)].find((calendar) => !hours.has(calendar)) ??
  [standard.live].find((calendar) => !hours.has(calendar) && !calendars.has(calendar));

/** Throws PolicyFileError for a policy that refers to a calendar that is not configured. */
const assertCalendars = (policy: Policy, { hours, calendars }: Pick<Policies, 'hours' | 'calendars'>): void => {
  const missing = missingCalendar(policy, hours, calendars);
  if (missing !== undefined)
    throw invalidFile('policy', [`it refers to the calendar ${missing}, which is not configured`]);
};

/**
 * The policy of one and the calendars of the other, with the other files of the first.
 * @throws PolicyFileError if the policy refers to a calendar that the other does not have
 */
export const combinePolicies = (policies: Policies, { calendars, hours, calendarsVersion }: Policies): Policies => {
  assertCalendars(policies.policy, { hours, calendars });
  return { ...policies, calendars, hours, calendarsVersion };
};

/** The policies with the calendars of another file, for example one that was in force earlier. Throws CalendarError. */
export const withCalendars = (policies: Policies, file: unknown): Policies => {
  const calendars = parseCalendars(file, policies.zones);
  return { ...policies, calendars, hours: compileHours(calendars, policies.zones), calendarsVersion: versionOf(file) };
};

const versionOf = (file: unknown): string => (isRecord(file) && 'version' in file ? String(file['version']) : '');

/** Validates one version of each file and combines them. Throws PolicyFileError, or CalendarError for the calendars. */
export const composePolicies = (files: PolicyFiles, zones: TimeZones): Policies => {
  const policy = parsePolicy(files.policy);
  const calendars = parseCalendars(files.calendars, zones);
  const hours = compileHours(calendars, zones);
  assertCalendars(policy, { hours, calendars });
  return {
    policy,
    calendars,
    hours,
    zones,
    calendarsVersion: versionOf(files.calendars),
    prices: parsePrices(files.prices),
    texts: validate('texts', files.texts, textsValidator),
    mails: parseMails(files.mails),
    features: parseFeatures(files.features),
    catalogue: parseCatalogue(files.catalogue),
    taxonomy: parseTaxonomy(files.taxonomy),
  };
};
