import { MATCHES, type RecommendationReason, RESOURCE_KINDS } from '@ledgerdesk/domain';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  enumOf,
  integer,
  nullable,
  number,
  objectOf,
  type Schema,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toRecommendation } from './recommendation.view.js';

const score = (description: string, example: number): Schema => ({
  ...number(description, example),
  minimum: 0,
});

const reason = objectOf<RecommendationReason>({
  product: string('Product of the tickets.', 'dropbox'),
  issueType: nullable(valueLike('sync_upload'), 'Issue type of the tickets.'),
  count: integer('Number of tickets.', 3),
  matches: arrayOf(enumOf(MATCHES), 'Properties that the resource shares with the tickets.'),
});

const recommendation = objectOf<ReturnType<typeof toRecommendation>>({
  id: string('Id of the resource.', 'fix-sync'),
  kind: enumOf(RESOURCE_KINDS, 'Kind of resource.'),
  title: string("Title in the reader's language.", 'When files do not sync'),
  link: string('URL of the resource.', 'https://help.acme.example/fix-sync'),
  popularity: score('Popularity from the catalogue.', 12),
  score: score('Score by which the list is sorted.', 4.5),
  reasons: arrayOf(reason, 'Tickets that the recommendation is based on. Empty: recommended by popularity alone.'),
});

export const RECOMMENDATION_SCHEMAS = defineSchemas({
  Recommendations: objectOf<{ readonly catalogueVersion: string; readonly items: unknown }>({
    catalogueVersion: string('Version of the catalogue.', '2026-11-01'),
    items: arrayOf(recommendation, 'Recommendations, highest score first.'),
  }),
});
