import type { FeatureUsage, ServedLanguage } from '@ledgerdesk/events';
import { type Refusal, refuse } from '@ledgerdesk/kernel';

/** A product feature that a digest can explain. */
export interface Feature {
  readonly id: string;
  readonly name: Readonly<Record<ServedLanguage, string>>;
  readonly explanation: Readonly<Record<ServedLanguage, string>>;
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

/** Q2: returns the least used features, least used first, ties by id. */
export const leastUsed = ({ features }: Features, usage: Usage): readonly FeatureUsage[] =>
  features
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
