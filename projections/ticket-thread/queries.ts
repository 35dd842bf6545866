import type { SortOrder } from '@ledgerdesk/events';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readSizedPage, rowsOf } from '../page.js';
import { ownedBy, type Requester } from '../requester.js';
import { ticketThread, type MessageRow } from './definition.js';

/** Selects a page of messages. `order` is by time, oldest first by default. */
export interface ThreadRequest extends PageRequest {
  readonly order?: SortOrder | undefined;
}

/** Characters of messages on a page. The last message of a page may exceed it. */
const MAX_CHARACTERS = 500_000;

/** A page of the public messages of a ticket; empty unless it is the requester's own ticket (V4). */
export const messagesOf = (
  reader: RowReader,
  requester: Requester,
  ticketId: string,
  request: ThreadRequest = {},
): Promise<Page<MessageRow> | Refusal> => readMessages(reader, [...publicOn(ticketId), ...ownedBy(requester)], request);

/** A page of all messages of a ticket, including internal notes, for agents only. */
export const deskThreadOf = (
  reader: RowReader,
  ticketId: string,
  request: ThreadRequest = {},
): Promise<Page<MessageRow> | Refusal> => readMessages(reader, [onTicket(ticketId)], request);

/** Number of the public messages of a ticket, for its requester only. */
export const publicMessages = (reader: RowReader, ticketId: string): Promise<number> =>
  reader.count(ticketThread.name, publicOn(ticketId));

/** Number of all messages of a ticket, including internal notes, for agents only. */
export const deskMessages = (reader: RowReader, ticketId: string): Promise<number> =>
  reader.count(ticketThread.name, [onTicket(ticketId)]);

const onTicket = (ticketId: string): Condition => ({ column: 'ticketId', is: '=', value: ticketId });

const publicOn = (ticketId: string): readonly Condition[] => [
  onTicket(ticketId),
  { column: 'audience', is: '=', value: 'public' },
];

const readMessages = async (
  reader: RowReader,
  where: readonly Condition[],
  { order: direction = 'asc', ...page }: ThreadRequest,
): Promise<Page<MessageRow> | Refusal> => {
  const list = {
    projection: ticketThread.name,
    where,
    orderBy: [{ column: 'position', direction, required: true } as const],
    isOrderUnique: true,
  };
  const size = ({ body }: MessageRow): number => body.length;
  const found = await readSizedPage<MessageRow>(reader, list, page, { size, max: MAX_CHARACTERS });
  return isRefusal(found) ? found : rowsOf(found);
};
