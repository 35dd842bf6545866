import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { ownedBy, type Requester } from '../requester.js';
import { ticketThread, type MessageRow } from './definition.js';

/** The public messages of a ticket, oldest first; empty unless it is the requester's own ticket (V4). */
export const messagesOf = async (
  reader: RowReader,
  requester: Requester,
  ticketId: string,
): Promise<readonly MessageRow[]> =>
  readMessages(reader, [onTicket(ticketId), { column: 'audience', is: '=', value: 'public' }, ...ownedBy(requester)]);

/** All messages of a ticket, including internal notes, oldest first, for agents only. */
export const deskThreadOf = async (reader: RowReader, ticketId: string): Promise<readonly MessageRow[]> =>
  readMessages(reader, [onTicket(ticketId)]);

const onTicket = (ticketId: string): Condition => ({ column: 'ticketId', is: '=', value: ticketId });

const readMessages = async (reader: RowReader, where: readonly Condition[]): Promise<readonly MessageRow[]> =>
  (await reader.find<MessageRow>(ticketThread.name, { where })).map(({ row }) => row);
