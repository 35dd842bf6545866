import type { FeatureUsage } from '@ledgerdesk/events';
import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Translated } from './text-language.js';

/** A product feature that a digest can explain. */
export interface Feature {
  readonly id: string;
  /** Products that it belongs to. Omitted: every product, as in files of earlier versions. */
  readonly products?: readonly string[];
  readonly name: Translated<string>;
  readonly explanation: Translated<string>;
  readonly link: string;
}

/** The features that digests choose from (config/features.json). */
export interface Features {
  readonly version: string;
  readonly features: readonly Feature[];
}

/** Q2: features per digest. */
export const DIGEST_FEATURES = 3;

/** How often each feature was used, by its id. */
export type Usage = Readonly<Record<string, number>>;

const isInUse =
  (products: readonly string[]) =>
  (feature: Feature): boolean =>
    feature.products?.some((product) => products.includes(product)) ?? true;

/**
 * Q2: returns the three least used features of the products that a team uses, least used first, ties by id. Fewer if
 * these products have fewer.
 */
export const leastUsed = ({ features }: Features, usage: Usage, products: readonly string[]): readonly FeatureUsage[] =>
  features
    .filter(isInUse(products))
    .map(({ id }) => ({ feature: id, count: usage[id] ?? 0 }))
    .sort((a, b) => a.count - b.count || (a.feature < b.feature ? -1 : 1))
    .slice(0, DIGEST_FEATURES);

/** Returns a refusal for an unknown feature id. */
export const unknownFeature = ({ features }: Features, id: string): Refusal | undefined =>
  features.some((feature) => feature.id === id)
    ? undefined
    : refuse(
        'invalid',
        'unknown-feature',
        `Unknown feature '${id}'. Use one of the features in config/features.json.`,
        { rule: 'Q2' },
      );
