import type { RowReader } from '@ledgerdesk/read-store';
import type { Requester } from '../requester.js';
import { type Pattern, readPatterns } from '../request-counts.js';
import { byProduct, productPatterns } from './definition.js';

export type ProductPattern = Pattern<'product'>;

/** D5: the requester's own requests by product, the most frequent first, with every product of the plan. */
export const productPatternsOf = (
  reader: RowReader,
  requester: Requester,
  plan: readonly string[] = [],
): Promise<readonly ProductPattern[]> => readPatterns(reader, productPatterns, byProduct, requester, plan);
