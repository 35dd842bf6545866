import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readPage } from '../page.js';
import { addOnInquiries, type AddOnInquiryRow, type InquiryState } from './definition.js';

type InquiryPage = Promise<Page<AddOnInquiryRow> | Refusal>;

/** Which inquiries sales lists. */
export interface InquiryFilter {
  readonly state: InquiryState;
  /** Only those of one team. */
  readonly teamId?: string | undefined;
}

/**
 * P3: the inquiries in a state: open ones oldest first, as they are to be answered, others newest first. Refuses a
 * malformed cursor and a limit out of range.
 */
export const inquiriesIn = (reader: RowReader, { state, teamId }: InquiryFilter, page: PageRequest = {}): InquiryPage =>
  readPage<AddOnInquiryRow>(
    reader,
    {
      projection: addOnInquiries.name,
      where: [
        ...(teamId === undefined ? [] : [{ column: 'teamId', is: '=' as const, value: teamId }]),
        { column: 'state', is: '=', value: state },
      ],
      orderBy: [{ column: 'receivedAt', direction: state === 'open' ? 'asc' : 'desc', required: true }],
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
      orderBy: [{ column: 'receivedAt', direction: 'desc', required: true }],
    },
    page,
  );
