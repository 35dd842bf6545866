import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Taxonomy } from '../taxonomy.js';

/** The products, if all of them are in the taxonomy; retired ones too, since their requests may still be open. */
export const knownProducts = (taxonomy: Taxonomy, products: readonly string[]): readonly string[] | Refusal => {
  const unknown = products.find((product) => !taxonomy.products.some(({ id }) => id === product));
  return unknown === undefined
    ? products
    : refuse('invalid', 'unknown-product', `Unknown product '${unknown}'. Use one of the products in the taxonomy.`);
};
