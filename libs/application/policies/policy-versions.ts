import type { Policies } from '@ledgerdesk/domain';

/** A policy file, or `tzdb` for the time-zone data, under its name in event metadata. */
export type PolicySource =
  'policy' | 'calendars' | 'prices' | 'taxonomy' | 'features' | 'texts' | 'mails' | 'catalogue' | 'tzdb';

const VERSION_OF: Readonly<Record<PolicySource, (policies: Policies) => string>> = {
  policy: ({ policy }) => policy.version,
  calendars: ({ calendarsVersion }) => calendarsVersion,
  prices: ({ prices }) => prices.version,
  taxonomy: ({ taxonomy }) => taxonomy.version,
  features: ({ features }) => features.version,
  texts: ({ texts }) => texts.version,
  mails: ({ mails }) => mails.version,
  catalogue: ({ catalogue }) => catalogue.version,
  tzdb: ({ zones }) => zones.version,
};

/** The version of a policy source. */
export const policyVersion = (policies: Policies, source: PolicySource): string => VERSION_OF[source](policies);

/** The version of each policy source, by its name. */
export const policyVersions = (policies: Policies): readonly (readonly [string, string])[] =>
  Object.entries(VERSION_OF).map(([source, versionOf]) => [source, versionOf(policies)]);
