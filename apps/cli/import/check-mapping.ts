import { isLocalDate } from '@ledgerdesk/business-time';
import { addOnsOf, type Prices, type Policies, unitPrice } from '@ledgerdesk/domain';
import { throwIfAny, type FieldSource, type Mapping } from './mapping.js';

const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** Returns true if the text has the form of a BCP 47 language tag. */
export const isLanguage = (text: string): boolean => LANGUAGE.test(text);

/** Returns the values that a field can have, with their JSON pointers. Unmapped cells are not known in advance. */
const possibleValues = (name: string, field: FieldSource): readonly (readonly [pointer: string, value: string])[] => {
  if ('constant' in field) return [[`/${name}/constant`, field.constant]];
  return Object.entries(field.values ?? {}).map(([cell, value]) => [`/${name}/values/${cell}`, value] as const);
};

const unknownValues = (
  name: string,
  field: FieldSource,
  known: (value: string) => boolean,
  what: string,
): readonly string[] =>
  possibleValues(name, field)
    .filter(([, value]) => !known(value))
    .map(([pointer, value]) => `${pointer} '${value}' is not a ${what}`);

/** P9: every edition in `levels` needs a price for every add-on. */
const missingPrices = (
  { levels = {}, team }: Mapping,
  prices: Prices,
  addOns: readonly string[],
): readonly string[] => {
  const { currency, interval } = team.billing;
  const editions = [...new Set(Object.values(levels))].filter((edition) => edition !== null);
  return editions.flatMap((edition) =>
    addOns
      .filter((addOn) => !unitPrice(prices, addOn, edition, currency, interval))
      .map((addOn) => `/levels: ${addOn} ${edition} has no ${interval} price in ${currency}`),
  );
};

/**
 * Checks the ids, zone, date and editions of a mapping against the policies in force.
 * @throws MappingError with all errors and their JSON pointers.
 */
export const checkMapping = (mapping: Mapping, { taxonomy, prices, zones }: Policies): void => {
  const { product, issueType, language, team } = mapping;
  const zoneProblem = zones.problemWith(team.timeZone);
  throwIfAny([
    ...unknownValues('product', product, (value) => taxonomy.products.some(({ id }) => id === value), 'known product'),
    ...unknownValues(
      'issueType',
      issueType,
      (value) => taxonomy.issueTypes.some(({ id }) => id === value),
      'known issue type',
    ),
    ...unknownValues('language', language, isLanguage, 'language tag such as en or ja'),
    ...(zoneProblem === undefined ? [] : [`/team/timeZone ${zoneProblem}`]),
    ...(isLocalDate(team.billing.periodStart)
      ? []
      : ['/team/billing/periodStart must be an existing date, yyyy-mm-dd']),
    ...missingPrices(mapping, prices, addOnsOf(taxonomy)),
  ]);
};
