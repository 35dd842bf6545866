import type { RowReader } from '@ledgerdesk/read-store';
import { own, type Requester } from '../requester.js';
import { withStatus } from '../ticket-status.js';
import { dashboard } from './definition.js';

/** Totals of one requester's tickets. */
export interface TicketTotals {
  /** D2: neither solved nor closed. */
  readonly open: number;
  /** D3: of all time. */
  readonly total: number;
}

/** D2, D3: the requester's own totals (V5). */
export const totalsOf = async (reader: RowReader, requester: Requester): Promise<TicketTotals> => ({
  open: await reader.count(dashboard.name, [...own(requester), withStatus('open')]),
  total: await reader.count(dashboard.name, own(requester)),
});
