import type { Instant } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { ownedBy, type Requester } from '../requester.js';
import { decayed, recommendations, type RequestHistoryRow } from './definition.js';

/** A requester's requests for one product and issue type, with their weight at an instant. */
export interface WeightedRequests {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
  readonly weight: number;
}

/** M2: the requester's history, weighted at an instant. */
export const requestHistoryOf = async (
  reader: RowReader,
  requester: Requester,
  at: Instant,
): Promise<readonly WeightedRequests[]> => {
  const [found] = await reader.find<RequestHistoryRow>(recommendations.name, { where: ownedBy(requester), limit: 1 });
  return (found?.row.kinds ?? []).map(({ product, issueType, count, weight, at: asOf }) => ({
    product,
    issueType,
    count,
    weight: decayed(weight, asOf, at),
  }));
};
