import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { own, type Requester } from '../requester.js';
import { ticketThread, type MessageRow } from './definition.js';

/** The public messages of one of the requester's own tickets, oldest first; none of anyone else's (V4). */
export const messagesOf = async (
  reader: RowReader,
  requester: Requester,
  ticketId: string,
): Promise<readonly MessageRow[]> =>
  read(reader, [onTicket(ticketId), { column: 'audience', is: '=', value: 'public' }, ...own(requester)]);

/** Everything that was said on a ticket, internal notes included, oldest first: for agents only. */
export const deskThreadOf = async (reader: RowReader, ticketId: string): Promise<readonly MessageRow[]> =>
  read(reader, [onTicket(ticketId)]);

const onTicket = (ticketId: string): Condition => ({ column: 'ticketId', is: '=', value: ticketId });

const read = async (reader: RowReader, where: readonly Condition[]): Promise<readonly MessageRow[]> =>
  (await reader.find<MessageRow>(ticketThread.name, { where })).map(({ row }) => row);
