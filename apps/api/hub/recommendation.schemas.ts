import { MATCHES, type RecommendationReason, RESOURCE_KINDS } from '@ledgerdesk/domain';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, enumOf, integer, nullable, objectOf, type Schema, string } from '../platform/openapi/schema.js';
import type { toRecommendation } from './recommendation.view.js';

const score = (description: string): Schema => ({ type: 'number', minimum: 0, description });

const reason = objectOf<RecommendationReason>({
  product: string('Product of the tickets.'),
  issueType: nullable(string(), 'Issue type of the tickets.'),
  count: integer('Number of tickets.'),
  matches: arrayOf(enumOf(MATCHES), 'Properties that the resource shares with the tickets.'),
});

const recommendation = objectOf<ReturnType<typeof toRecommendation>>({
  id: string('Id of the resource.'),
  kind: enumOf(RESOURCE_KINDS, 'Kind of resource.'),
  title: string("Title in the reader's language."),
  link: string('URL of the resource.'),
  popularity: score('Popularity from the catalogue.'),
  score: score('Score by which the list is sorted.'),
  reasons: arrayOf(reason, 'Tickets that the recommendation is based on. Empty: recommended by popularity alone.'),
});

export const RECOMMENDATION_SCHEMAS = defineSchemas({
  Recommendations: objectOf<{ readonly catalogueVersion: string; readonly items: unknown }>({
    catalogueVersion: string('Version of the catalogue.'),
    items: arrayOf(recommendation, 'Recommendations, highest score first.'),
  }),
});
