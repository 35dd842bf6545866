import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** P3: an inquiry to sales that no purchase or edition change has completed. */
export type AddOnInquiryRow = {
  readonly inquiryId: string;
  readonly teamId: string;
  readonly product: string;
  readonly memberId: string;
  readonly message: string;
  readonly receivedAt: Instant;
};

type Row = AddOnInquiryRow | undefined;

const received = (
  _row: Row,
  { data: { inquiryId, teamId, product, memberId, message }, occurredAt }: LoggedEvent<'AddOnInquiryReceived'>,
): Row => ({ inquiryId, teamId, product, memberId, message, receivedAt: occurredAt });

const completed = (): undefined => undefined;

type CompletingEvent = LoggedEvent<'AddOnPurchased' | 'EditionChanged' | 'EditionChangeScheduled'>;
const completedInquiries = ({ data }: CompletingEvent): readonly string[] =>
  data.inquiry === null ? [] : [data.inquiry];

/** P3: the inquiries that sales has not completed. */
export const addOnInquiries = defineProjection({
  name: 'add-on-inquiries',
  version: 2,
  table: { columns: { receivedAt: 'text' }, indexes: [['receivedAt']] },
  keysOf: (event) => (event.type === 'AddOnInquiryReceived' ? [event.data.inquiryId] : completedInquiries(event)),
  on: {
    AddOnInquiryReceived: received,
    AddOnPurchased: completed,
    EditionChanged: completed,
    EditionChangeScheduled: completed,
  },
});
