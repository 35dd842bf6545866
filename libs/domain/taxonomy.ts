import { type Instant, type Refusal, isRefusal, refuse } from '@ledgerdesk/kernel';
import type { Translated } from './text-language.js';

/** A supported product and the add-on that covers it. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly addOn: string;
  readonly status: 'active' | 'retired';
  /** Local date of retirement; requests from then on are refused. */
  readonly retiredAt?: string;
}

/** An issue type with its name in each language. */
type IssueType = Translated<string> & { readonly id: string };

/** Products and issue types of requests (config/taxonomy.json). */
export interface Taxonomy {
  readonly version: string;
  readonly products: readonly Product[];
  readonly issueTypes: readonly IssueType[];
}

/** Add-ons that products name, each once. */
export const addOnsOf = (taxonomy: Taxonomy): readonly string[] => [
  ...new Set(taxonomy.products.map((product) => product.addOn)),
];

/** Returns true if a product takes no more requests at an instant. */
export const isRetired = (product: Product, at: Instant): boolean =>
  product.status === 'retired' && (product.retiredAt === undefined || at.slice(0, 10) >= product.retiredAt);

const known = (taxonomy: Taxonomy, id: string): Product | Refusal =>
  taxonomy.products.find((product) => product.id === id) ??
  refuse('invalid', 'unknown-product', `Unknown product '${id}'. Use one of the products in the taxonomy.`);

/** Returns a refusal for an unknown product. Accepts retired ones, so that their tickets can be searched. */
export const unknownProduct = (taxonomy: Taxonomy, id: string): Refusal | undefined => {
  const product = known(taxonomy, id);
  return isRefusal(product) ? product : undefined;
};

const named = (taxonomy: Taxonomy, id: string, at: Instant): Product | Refusal => {
  const product = known(taxonomy, id);
  if (isRefusal(product)) return product;
  if (isRetired(product, at))
    return refuse('invalid', 'retired-product', `${product.name} has been retired. Choose another product.`);
  return product;
};

const productRequired = (used: readonly string[], choices: readonly Product[]): Refusal => {
  const names = choices.map(({ id, name }) => `${name} (${id})`).join(', ');
  return refuse(
    'invalid',
    'product-required',
    `The product cannot be determined from those that the team uses. Specify one of: ${names}.`,
    { rule: 'R2', details: { products: used, choices: choices.map(({ id, name }) => ({ id, name })) } },
  );
};

/**
 * R2: returns the only active product in use. If there are several, or none, returns a refusal with the products to
 * choose from.
 */
const implied = (taxonomy: Taxonomy, used: readonly string[], at: Instant): Product | Refusal => {
  const active = taxonomy.products.filter((product) => !isRetired(product, at));
  const choices = active.filter(({ id }) => used.includes(id));
  const [only, ...others] = choices;
  return only && others.length === 0 ? only : productRequired(used, choices.length === 0 ? active : choices);
};

/** R2: returns the named product, or the one implied by the products that the team uses. */
export const resolveProduct = (
  taxonomy: Taxonomy,
  used: readonly string[],
  requested: string | undefined,
  at: Instant,
): Product | Refusal => (requested === undefined ? implied(taxonomy, used, at) : named(taxonomy, requested, at));

/** The ID of a product and the add-on that covers it. */
export type CoveredProduct = Pick<Product, 'id' | 'addOn'>;

/** The product of a recorded request, even if retired. A product missing from the taxonomy needs no add-on. */
export const recordedProduct = ({ products }: Taxonomy, id: string): CoveredProduct =>
  products.find((product) => product.id === id) ?? { id, addOn: '' };

/** The name of a product; its id if it is missing from the taxonomy. */
export const productName = ({ products }: Taxonomy, id: string): string =>
  products.find((product) => product.id === id)?.name ?? id;

/** R4: returns a refusal for an issue type that is not in the taxonomy. */
export const unknownIssueType = (taxonomy: Taxonomy, id: string): Refusal | undefined =>
  taxonomy.issueTypes.some((type) => type.id === id)
    ? undefined
    : refuse(
        'invalid',
        'unknown-issue-type',
        `Unknown issue type '${id}'. Use one of the issue types in the taxonomy.`,
        { rule: 'R4' },
      );
