import type { DatePeriod, Edition, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** A team's add-on for a product (P13), as it was bought last. */
export type AddOnRow = {
  readonly kind: 'add-on';
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  readonly seats: number;
  readonly purchasedAt: Instant;
  readonly period: Readonly<DatePeriod>;
  readonly renewsAt: Instant;
  /** From then on nothing is entitled (P11); null: no removal is scheduled. */
  readonly removalEffectiveAt: Instant | null;
};

/** A charge and what it was reckoned from (P9). */
export type ChargeRow = {
  readonly kind: 'charge';
  readonly teamId: string;
  readonly product: string;
  readonly chargeId: string;
  readonly reason: 'purchase';
  readonly edition: Edition;
  readonly amount: Readonly<Money>;
  readonly unitPrice: Readonly<Money>;
  readonly seats: number;
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: Readonly<DatePeriod>;
  readonly issuedAt: Instant;
};

type Row = AddOnRow | ChargeRow | undefined;

const purchased = (_row: Row, { data, occurredAt }: Logged<'AddOnPurchased'>): Row => ({
  kind: 'add-on',
  teamId: data.teamId,
  product: data.product,
  edition: data.edition,
  seats: data.seats,
  purchasedAt: occurredAt,
  period: data.period,
  renewsAt: data.renewsAt,
  removalEffectiveAt: null,
});

const withRemoval = (row: Row, removalEffectiveAt: Instant | null): Row =>
  row?.kind === 'add-on' ? { ...row, removalEffectiveAt } : row;

const removalScheduled = (row: Row, { data }: Logged<'AddOnRemovalScheduled'>): Row => withRemoval(row, data.effectiveAt);

const removalWithdrawn = (row: Row): Row => withRemoval(row, null);

const charged = (_row: Row, { data, occurredAt }: Logged<'ChargeIssued'>): Row => ({
  kind: 'charge',
  teamId: data.teamId,
  product: data.product,
  chargeId: data.chargeId,
  reason: data.reason,
  edition: data.edition,
  amount: data.amount,
  unitPrice: data.unitPrice,
  seats: data.seats,
  remainingDays: data.remainingDays,
  periodDays: data.periodDays,
  period: data.period,
  issuedAt: occurredAt,
});

/** What each team has bought and what it was charged: a row for each add-on and one for each charge. */
export const addOnLedger = defineProjection({
  name: 'add-on-ledger',
  version: 1,
  table: {
    columns: { kind: 'text', teamId: 'text', issuedAt: 'text' },
    indexes: [['teamId', 'kind', 'issuedAt']],
  },
  keysOf: ({ type, data }) => {
    const addOn = `${data.teamId}.${data.product}`;
    return type === 'ChargeIssued' ? [`${addOn}.${data.chargeId}`] : [addOn];
  },
  on: {
    AddOnPurchased: purchased,
    AddOnRemovalScheduled: removalScheduled,
    AddOnRemovalWithdrawn: removalWithdrawn,
    ChargeIssued: charged,
  },
});
