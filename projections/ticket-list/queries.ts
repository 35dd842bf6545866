import type { RowReader } from '@ledgerdesk/read-store';
import { isOwn, type Requester } from '../requester.js';
import { ticketList, type TicketRow } from './definition.js';

/** One of the requester's own tickets; undefined for any other ticket (V4). */
export const ticketOf = async (
  reader: RowReader,
  requester: Requester,
  ticketId: string,
): Promise<TicketRow | undefined> => {
  const row = await reader.get<TicketRow>(ticketList.name, ticketId);
  return row && isOwn(row, requester) ? row : undefined;
};
