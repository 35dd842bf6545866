import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { own, type Requester } from '../requester.js';
import { tally, type Tally } from '../tally.js';
import { productPatterns, type ProductPatternRow } from './definition.js';

/** How often a product was asked about: in all, and by month. Shares are of what the query looks at. */
export type ProductPattern = { readonly product: string } & Omit<Tally, 'name'>;

/** D5: the requester's own tickets by product, the most frequent first. */
export const productPatternsOf = async (reader: RowReader, requester: Requester): Promise<readonly ProductPattern[]> =>
  patterns(reader, own(requester));

/** All teams' tickets by product: for analysts only. */
export const productPatternsOfAll = async (reader: RowReader): Promise<readonly ProductPattern[]> =>
  patterns(reader, []);

const patterns = async (reader: RowReader, where: readonly Condition[]): Promise<readonly ProductPattern[]> => {
  const found = await reader.find<ProductPatternRow>(productPatterns.name, { where });
  return tally(found.map(({ row }) => ({ name: row.product, month: row.month, count: row.count }))).map(
    ({ name, ...sums }) => ({ product: name, ...sums }),
  );
};
