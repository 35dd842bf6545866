import { MATCHES, type Reason, RESOURCE_KINDS } from '@ledgerdesk/domain';
import type { toRecommendation } from './recommendation.view.js';
import { listOf, objectOf, oneOf, orNull, type Schema, text, whole } from '../platform/openapi/schema.js';

const amount: Schema = { type: 'number', minimum: 0 };
const reason = objectOf<Reason>({
  product: text,
  issueType: orNull(text),
  count: whole,
  matches: listOf(oneOf(MATCHES)),
});
const item = objectOf<ReturnType<typeof toRecommendation>>({
  id: text,
  kind: oneOf(RESOURCE_KINDS),
  title: text,
  link: text,
  popularity: amount,
  score: amount,
  reasons: listOf(reason),
});

/** What the tab of recommendations shows. */
export const RECOMMENDATION_SCHEMAS = {
  Recommendations: objectOf<{ readonly catalogueVersion: string; readonly items: unknown }>({
    catalogueVersion: text,
    items: listOf(item),
  }),
};
