import type { Row } from '@ledgerdesk/kernel';
import type { Condition, RowPlace, RowReader } from '@ledgerdesk/read-store';
import { addOnInquiries, type AddOnInquiryRow } from './add-on-inquiries/definition.js';
import { ownLiveRequests, type OwnCallbackRow, type OwnChatRow } from './own-live-requests/definition.js';
import { ownedBy, type Requester } from './requester.js';
import { ticketList, type TicketRow } from './ticket-list/definition.js';
import { mergedStatuses } from './ticket-status.js';

/** Rows that are held at a time. */
const PAGE = 500;

/** Rows that match, in the order of a text column that has no nulls, read in pages. */
async function* inPages<R extends Row>(
  reader: RowReader,
  projection: string,
  where: readonly Condition[],
  column: keyof R & string,
): AsyncGenerator<R> {
  const orderBy = [{ column, direction: 'asc', required: true }] as const;
  let after: RowPlace | undefined;
  do {
    const found = await reader.find<R>(projection, { where, orderBy, limit: PAGE, ...(after && { after }) });
    for (const { row } of found) yield row;
    const last = found.length === PAGE ? found.at(-1) : undefined;
    after = last && { values: [last.row[column] ?? null], key: last.key };
  } while (after);
}

/** Read models that the functions below read. */
export const MEMBER_RECORDS: readonly string[] = [ticketList.name, ownLiveRequests.name, addOnInquiries.name];

/** All tickets of a member, oldest first. */
export const ticketsOfMember = (reader: RowReader, member: Requester): AsyncIterable<TicketRow> =>
  inPages<TicketRow>(reader, ticketList.name, [...ownedBy(member), mergedStatuses(undefined)], 'openedAt');

const liveRequestsOf = <R extends OwnChatRow | OwnCallbackRow>(
  reader: RowReader,
  member: Requester,
  channel: R['channel'],
): AsyncIterable<R> => {
  const where: readonly Condition[] = [...ownedBy(member), { column: 'channel', is: '=', value: channel }];
  return inPages<R>(reader, ownLiveRequests.name, where, 'requestedAt');
};

/** All chats of a member, oldest first. */
export const chatsOfMember = (reader: RowReader, member: Requester): AsyncIterable<OwnChatRow> =>
  liveRequestsOf<OwnChatRow>(reader, member, 'chat');

/** All callbacks of a member, oldest first. */
export const callbacksOfMember = (reader: RowReader, member: Requester): AsyncIterable<OwnCallbackRow> =>
  liveRequestsOf<OwnCallbackRow>(reader, member, 'callback');

/** All inquiries of a member about add-ons, oldest first. */
export const inquiriesOfMember = (
  reader: RowReader,
  { teamId, requesterId }: Requester,
): AsyncIterable<AddOnInquiryRow> => {
  const where: readonly Condition[] = [
    { column: 'teamId', is: '=', value: teamId },
    { column: 'memberId', is: '=', value: requesterId },
  ];
  return inPages<AddOnInquiryRow>(reader, addOnInquiries.name, where, 'receivedAt');
};
