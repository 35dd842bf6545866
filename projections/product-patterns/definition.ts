import { defineProjection, type Logged } from '../define.js';
import { monthOf } from '../months.js';

/** How many tickets a requester opened on a product in a month (UTC, by when they were opened). */
export type ProductPatternRow = {
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly month: string;
  readonly count: number;
};

const counted = (
  row: ProductPatternRow | undefined,
  { data, occurredAt }: Logged<'TicketOpened'>,
): ProductPatternRow => ({
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  month: monthOf(occurredAt),
  count: (row?.count ?? 0) + 1,
});

/** D5: which products are asked about, by requester and month. */
export const productPatterns = defineProjection({
  name: 'product-patterns',
  version: 1,
  table: {
    columns: { teamId: 'text', requesterId: 'text' },
    indexes: [['teamId', 'requesterId']],
  },
  keysOf: ({ data, occurredAt }) => [`${data.teamId}.${data.requesterId}.${data.product}.${monthOf(occurredAt)}`],
  on: { TicketOpened: counted },
});
