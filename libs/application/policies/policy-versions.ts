import type { Policies } from '@ledgerdesk/domain';

/** A policy file, or `tzdb` for the time-zone data, under its name in event metadata. */
export type PolicySource =
  'policy' | 'calendars' | 'prices' | 'taxonomy' | 'features' | 'texts' | 'mails' | 'catalogue' | 'tzdb';

/** The version of each policy source. */
export const policyVersions = (policies: Policies): Readonly<Record<PolicySource, string>> => ({
  policy: policies.policy.version,
  calendars: policies.calendarsVersion,
  prices: policies.prices.version,
  taxonomy: policies.taxonomy.version,
  features: policies.features.version,
  texts: policies.texts.version,
  mails: policies.mails.version,
  catalogue: policies.catalogue.version,
  tzdb: policies.zones.version,
});
