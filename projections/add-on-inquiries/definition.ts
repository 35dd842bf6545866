import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** P3: what a team has asked sales for, and no confirmed quote has completed yet. */
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
  { data: { inquiryId, teamId, product, memberId, message }, occurredAt }: Logged<'AddOnInquiryReceived'>,
): Row => ({ inquiryId, teamId, product, memberId, message, receivedAt: occurredAt });

const completed = (): undefined => undefined;

type Completing = Logged<'AddOnPurchased' | 'EditionChanged' | 'EditionChangeScheduled'>;
const inquiriesIn = ({ data }: Completing): readonly string[] => (data.inquiry === null ? [] : [data.inquiry]);

/** P3: the inquiries that wait for sales. */
export const addOnInquiries = defineProjection({
  name: 'add-on-inquiries',
  version: 2,
  table: { columns: { receivedAt: 'text' }, indexes: [['receivedAt']] },
  keysOf: (event) => (event.type === 'AddOnInquiryReceived' ? [event.data.inquiryId] : inquiriesIn(event)),
  on: {
    AddOnInquiryReceived: received,
    AddOnPurchased: completed,
    EditionChanged: completed,
    EditionChangeScheduled: completed,
  },
});
