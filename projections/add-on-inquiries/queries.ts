import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readPage } from '../page.js';
import { addOnInquiries, type AddOnInquiryRow } from './definition.js';

/** P3: open inquiries, oldest first. Refuses a malformed cursor and a limit out of range. */
export const openInquiries = (reader: RowReader, page: PageRequest = {}): Promise<Page<AddOnInquiryRow> | Refusal> =>
  readPage<AddOnInquiryRow>(
    reader,
    { projection: addOnInquiries.name, where: [], orderBy: [{ column: 'receivedAt', direction: 'asc' }] },
    page,
  );
