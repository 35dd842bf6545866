import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** `completed` by a purchase or a change of edition, or `closed` by sales without one. */
export const INQUIRY_STATES = ['open', 'completed', 'closed'] as const;
export type InquiryState = (typeof INQUIRY_STATES)[number];

/** P3: an inquiry to sales. */
export type AddOnInquiryRow = {
  readonly inquiryId: string;
  readonly teamId: string;
  readonly product: string;
  readonly memberId: string;
  readonly message: string;
  readonly receivedAt: Instant;
  readonly state: InquiryState;
  /** When it was completed or closed. */
  readonly endedAt: Instant | null;
  /** Why sales closed it without a sale. */
  readonly reason: string | null;
};

type Row = AddOnInquiryRow | undefined;

const received = (
  _row: Row,
  { data: { inquiryId, teamId, product, memberId, message }, occurredAt }: LoggedEvent<'AddOnInquiryReceived'>,
): Row => ({
  inquiryId,
  teamId,
  product,
  memberId,
  message,
  receivedAt: occurredAt,
  state: 'open',
  endedAt: null,
  reason: null,
});

type CompletingEvent = LoggedEvent<'AddOnPurchased' | 'EditionChanged' | 'EditionChangeScheduled'>;

const completed = (row: Row, { occurredAt }: CompletingEvent): Row =>
  row && { ...row, state: 'completed', endedAt: occurredAt };

const closed = (row: Row, { data: { reason }, occurredAt }: LoggedEvent<'AddOnInquiryClosed'>): Row =>
  row && { ...row, state: 'closed', endedAt: occurredAt, reason };

/** An inquiry that was open is closed with it. */
const erased = (row: Row, { occurredAt }: LoggedEvent<'AddOnInquiryErased'>): Row =>
  row && {
    ...row,
    ...(row.state === 'open' ? { state: 'closed', endedAt: occurredAt } : {}),
    message: '',
    reason: row.reason === null ? null : '',
  };

const completedInquiries = (data: CompletingEvent['data']): readonly string[] =>
  data.inquiry === null ? [] : [data.inquiry];

/** P3: all inquiries, open or not. */
export const addOnInquiries = defineProjection({
  name: 'add-on-inquiries',
  version: 5,
  table: {
    columns: { receivedAt: 'text', state: 'text', teamId: 'text', memberId: 'text' },
    indexes: [
      ['state', 'receivedAt'],
      ['teamId', 'state', 'receivedAt'],
      ['teamId', 'memberId', 'receivedAt'],
    ],
    personal: ['message', 'reason'],
  },
  keysOf: (event) => ('inquiryId' in event.data ? [event.data.inquiryId] : completedInquiries(event.data)),
  on: {
    AddOnInquiryReceived: received,
    AddOnInquiryClosed: closed,
    AddOnInquiryErased: erased,
    AddOnPurchased: completed,
    EditionChanged: completed,
    EditionChangeScheduled: completed,
  },
});
