import type { IssuePattern, ProductPattern, RequestTotals } from '@ledgerdesk/projections';
import { month } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, integer, objectOf, type Schema, string } from '../platform/openapi/schema.js';

const share: Schema = { type: 'number', minimum: 0, maximum: 1, description: 'Share of all requests.' };
const count = integer('Number of requests.');
const months = arrayOf(objectOf<IssuePattern['months'][number]>({ month, count, share }), 'Counts by month.');

export const DASHBOARD_SCHEMAS = defineSchemas({
  Dashboard: objectOf<RequestTotals & { readonly issueTypes: unknown; readonly products?: unknown }>(
    {
      open: integer('Number of open requests: tickets, chats and callbacks.'),
      total: integer('Number of all requests.'),
      issueTypes: arrayOf(
        objectOf<IssuePattern>({ issueType: string('Issue type from the taxonomy.'), count, share, months }),
        'Requests by issue type; callbacks that name none are left out.',
      ),
      products: arrayOf(
        objectOf<ProductPattern>({ product: string('Product.'), count, share, months }),
        'Requests by product, with every product of the plan. Absent if the team uses only one product (D6).',
      ),
    },
    'products',
  ),
});
