import type { RowReader } from '@ledgerdesk/read-store';
import { type Requester, requesterKey } from '../requester.js';
import { dashboard, type DashboardRow } from './definition.js';

export type RequestTotals = Pick<DashboardRow, 'open' | 'total'>;

/** D2, D3: the requester's own request counts (V5), zero before the first request. */
export const requestTotals = async (reader: RowReader, requester: Requester): Promise<RequestTotals> => {
  const row = await reader.get<DashboardRow>(dashboard.name, requesterKey(requester));
  return { open: row?.open ?? 0, total: row?.total ?? 0 };
};
