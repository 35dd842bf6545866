import type { Instant } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { own, type Requester } from '../requester.js';
import { decayed, recommendations, type RequestHistoryRow } from './definition.js';

/** How much a requester's own requests of one kind weigh at an instant. */
export interface WeighedKind {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
  readonly weight: number;
}

/** M2: what the requester has asked, weighed as of an instant. */
export const requestHistoryOf = async (
  reader: RowReader,
  requester: Requester,
  at: Instant,
): Promise<readonly WeighedKind[]> => {
  const [found] = await reader.find<RequestHistoryRow>(recommendations.name, { where: own(requester), limit: 1 });
  return (found?.row.kinds ?? []).map(({ product, issueType, count, weight, at: asOf }) => ({
    product,
    issueType,
    count,
    weight: decayed(weight, asOf, at),
  }));
};
