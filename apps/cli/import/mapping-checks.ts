import { isLocalDate } from '@ledgerdesk/business-time';
import { addOnsOf, type Prices, type Policies, unitPrice } from '@ledgerdesk/domain';
import { failOn, type FieldSource, type Mapping } from './mapping.js';

const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** Whether a text is a language tag (BCP 47), as far as its form goes. */
export const isLanguage = (text: string): boolean => LANGUAGE.test(text);

/** What a field can come to, with its place; not the cells that are taken as they are. */
const outcomesOf = (name: string, field: FieldSource): readonly (readonly [place: string, value: string])[] => {
  if ('constant' in field) return [[`/${name}/constant`, field.constant]];
  return Object.entries(field.values ?? {}).map(([cell, value]) => [`/${name}/values/${cell}`, value] as const);
};

const unknown = (
  name: string,
  field: FieldSource,
  known: (value: string) => boolean,
  what: string,
): readonly string[] =>
  outcomesOf(name, field)
    .filter(([, value]) => !known(value))
    .map(([place, value]) => `${place} '${value}' is no ${what}`);

/** P9: an edition that a level buys must have a price wherever it may be bought. */
const unpriced = ({ levels = {}, team }: Mapping, prices: Prices, addOns: readonly string[]): readonly string[] => {
  const { currency, interval } = team.billing;
  const editions = [...new Set(Object.values(levels))].filter((edition) => edition !== null);
  return editions.flatMap((edition) =>
    addOns
      .filter((addOn) => !unitPrice(prices, addOn, edition, currency, interval))
      .map((addOn) => `/levels buy ${addOn} ${edition}, which has no ${interval} price in ${currency}`),
  );
};

/** Checks a mapping against the rules in force: what it names must be there. Throws MappingError with every fault and its place. */
export const checkAgainst = (mapping: Mapping, { taxonomy, prices, zones }: Policies): void => {
  const { product, issueType, language, team } = mapping;
  const zoneProblem = zones.problemWith(team.timeZone);
  failOn([
    ...unknown(
      'product',
      product,
      (value) => taxonomy.products.some(({ id }) => id === value),
      'product of the taxonomy',
    ),
    ...unknown(
      'issueType',
      issueType,
      (value) => taxonomy.issueTypes.some(({ id }) => id === value),
      'issue type of the taxonomy',
    ),
    ...unknown('language', language, isLanguage, 'language tag such as en or ja'),
    ...(zoneProblem === undefined ? [] : [`/team/timeZone ${zoneProblem}`]),
    ...(isLocalDate(team.billing.periodStart)
      ? []
      : ['/team/billing/periodStart must be an existing date as yyyy-mm-dd']),
    ...unpriced(mapping, prices, addOnsOf(taxonomy)),
  ]);
};
