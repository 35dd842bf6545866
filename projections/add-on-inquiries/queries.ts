import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readPage } from '../page.js';
import { addOnInquiries, type AddOnInquiryRow } from './definition.js';

type InquiryPage = Promise<Page<AddOnInquiryRow> | Refusal>;

/** P3: open inquiries, oldest first. Refuses a malformed cursor and a limit out of range. */
export const openInquiries = (reader: RowReader, page: PageRequest = {}): InquiryPage =>
  readPage<AddOnInquiryRow>(
    reader,
    {
      projection: addOnInquiries.name,
      where: [{ column: 'state', is: '=', value: 'open' }],
      orderBy: [{ column: 'receivedAt', direction: 'asc' }],
    },
    page,
  );

/** P3, V4: the inquiries of one member, newest first. Refuses a malformed cursor and a limit out of range. */
export const ownInquiries = (
  reader: RowReader,
  { teamId, memberId }: { readonly teamId: string; readonly memberId: string },
  page: PageRequest = {},
): InquiryPage =>
  readPage<AddOnInquiryRow>(
    reader,
    {
      projection: addOnInquiries.name,
      where: [
        { column: 'teamId', is: '=', value: teamId },
        { column: 'memberId', is: '=', value: memberId },
      ],
      orderBy: [{ column: 'receivedAt', direction: 'desc' }],
    },
    page,
  );
