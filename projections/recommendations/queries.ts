import type { Instant } from '@ledgerdesk/kernel';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { onlyEventsOf, type Requester, requesterKey } from '../requester.js';
import { decayWeight, recommendations, type RequestHistoryRow } from './definition.js';

/** A requester's requests for one product and issue type, with their weight at an instant. */
interface WeightedRequests {
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
  const row = await reader.get<RequestHistoryRow>(recommendations.name, requesterKey(requester));
  return (row?.kinds ?? []).map(({ product, issueType, count, weight, at: asOf }) => ({
    product,
    issueType,
    count,
    weight: decayWeight(weight, asOf, at),
  }));
};

export interface RequestHistoryParams {
  readonly requester: Requester;
  /** The instant as of which requests are weighted. */
  readonly at: Instant;
}

/** M2: the history that recommendations are ranked by. */
export const requestHistoryQuery: NamedQuery<RequestHistoryParams, readonly WeightedRequests[]> = {
  name: 'request-history',
  models: () => [recommendations.name],
  eventFilter: onlyEventsOf,
  run: (rows, { requester, at }) => requestHistoryOf(rows, requester, at),
};
