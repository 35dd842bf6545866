import type { IssuePattern, ProductPattern, RequestTotals } from '@ledgerdesk/projections';
import { month } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, integer, objectOf, type Schema, string } from '../platform/openapi/schema.js';

const share: Schema = { type: 'number', minimum: 0, maximum: 1, example: 0.25, description: 'Share of all requests.' };
const count = integer('Number of requests.', 4);
const months = arrayOf(objectOf<IssuePattern['months'][number]>({ month, count, share }), 'Counts by month.');

export const DASHBOARD_SCHEMAS = defineSchemas({
  Dashboard: objectOf<RequestTotals & { readonly issueTypes: unknown; readonly products?: unknown }>(
    {
      open: integer('Number of open requests: tickets, chats and callbacks.', 2),
      total: integer('Number of all requests.', 12),
      issueTypes: arrayOf(
        objectOf<IssuePattern>({
          issueType: string('Issue type from the taxonomy.', 'sync_upload'),
          count,
          share,
          months,
        }),
        'Requests by issue type; callbacks that name none are left out.',
      ),
      products: arrayOf(
        objectOf<ProductPattern>({ product: string('Product.', 'dropbox'), count, share, months }),
        'Requests by product, with every product of the plan. Absent if the team uses only one product (D6).',
      ),
    },
    'products',
  ),
});
