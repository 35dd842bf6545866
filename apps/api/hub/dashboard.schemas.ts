import type { IssuePattern, ProductPattern, TicketTotals } from '@ledgerdesk/projections';
import { month } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, integer, objectOf, type Schema, string } from '../platform/openapi/schema.js';

const share: Schema = { type: 'number', minimum: 0, maximum: 1, description: 'Share of all tickets.' };
const count = integer('Number of tickets.');
const months = arrayOf(objectOf<IssuePattern['months'][number]>({ month, count, share }), 'Counts by month.');

export const DASHBOARD_SCHEMAS = defineSchemas({
  Dashboard: objectOf<TicketTotals & { readonly issueTypes: unknown; readonly products?: unknown }>(
    {
      open: integer('Number of open tickets.'),
      total: integer('Number of all tickets.'),
      issueTypes: arrayOf(
        objectOf<IssuePattern>({ issueType: string('Issue type from the taxonomy.'), count, share, months }),
        'Tickets by issue type.',
      ),
      products: arrayOf(
        objectOf<ProductPattern>({ product: string('Product.'), count, share, months }),
        'Tickets by product, with every product of the plan. Absent if the team uses only one product (D6).',
      ),
    },
    'products',
  ),
});
