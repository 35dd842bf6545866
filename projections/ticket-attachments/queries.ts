import type { RowReader } from '@ledgerdesk/read-store';
import { isOwn, type Requester } from '../requester.js';
import { attachmentKey } from '../attachment-key.js';
import { ticketAttachments, type TicketAttachmentRow } from './definition.js';

/** A file of any ticket, internal notes included, for agents only. */
export const deskAttachmentOf = (
  reader: RowReader,
  ticketId: string,
  sha256: string,
): Promise<TicketAttachmentRow | undefined> =>
  reader.get<TicketAttachmentRow>(ticketAttachments.name, attachmentKey(ticketId, sha256));

/** A file of a public message of one of the requester's own tickets (V4). */
export const ownAttachmentOf = async (
  reader: RowReader,
  requester: Requester,
  ticketId: string,
  sha256: string,
): Promise<TicketAttachmentRow | undefined> => {
  const row = await deskAttachmentOf(reader, ticketId, sha256);
  return row?.audience === 'public' && isOwn(row, requester) ? row : undefined;
};
