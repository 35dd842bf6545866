import type { ChargeReason, DatePeriod, Edition, Fraction, Money } from '@ledgerdesk/events';
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
  /** P14: the edition that takes the place of today's at the next renewal; null: none. */
  readonly scheduledEdition: Edition | null;
};

/** A charge and what it was reckoned from (P9). */
export type ChargeRow = {
  readonly kind: 'charge';
  readonly teamId: string;
  readonly product: string;
  readonly chargeId: string;
  readonly reason: ChargeReason;
  readonly edition: Edition;
  readonly amount: Readonly<Money>;
  /** Before it was rounded. */
  readonly exact: Readonly<Fraction>;
  readonly unitPrice: Readonly<Money>;
  /** The unit price that an upgrade set off; null: nothing was. */
  readonly replaces: Readonly<Money> | null;
  readonly seats: number;
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: Readonly<DatePeriod>;
  /** When it fell due, whenever it was issued. */
  readonly effectiveAt: Instant;
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
  scheduledEdition: null,
});

const withRemoval = (row: Row, removalEffectiveAt: Instant | null): Row =>
  row?.kind === 'add-on' ? { ...row, removalEffectiveAt } : row;

const removalScheduled = (row: Row, { data }: Logged<'AddOnRemovalScheduled'>): Row =>
  withRemoval(row, data.effectiveAt);

const removalWithdrawn = (row: Row): Row => withRemoval(row, null);

const renewed = (row: Row, { data: { edition, seats, period, renewsAt } }: Logged<'AddOnRenewed'>): Row =>
  row?.kind === 'add-on' ? { ...row, edition, seats, period, renewsAt } : row;

const editionChanged = (row: Row, { data: { to } }: Logged<'EditionChanged'>): Row =>
  row?.kind === 'add-on' ? { ...row, edition: to, scheduledEdition: null } : row;

const withScheduled = (row: Row, scheduledEdition: Edition | null): Row =>
  row?.kind === 'add-on' ? { ...row, scheduledEdition } : row;

const charged = (_row: Row, { data, occurredAt }: Logged<'ChargeIssued'>): Row => ({
  kind: 'charge',
  teamId: data.teamId,
  product: data.product,
  chargeId: data.chargeId,
  reason: data.reason,
  edition: data.edition,
  amount: data.amount,
  exact: data.exact,
  unitPrice: data.unitPrice,
  replaces: data.replaces,
  seats: data.seats,
  remainingDays: data.remainingDays,
  periodDays: data.periodDays,
  period: data.period,
  effectiveAt: data.effectiveAt ?? occurredAt,
  issuedAt: occurredAt,
});

/** What each team has bought and what it was charged: a row for each add-on and one for each charge. */
export const addOnLedger = defineProjection({
  name: 'add-on-ledger',
  version: 4,
  table: {
    columns: { kind: 'text', teamId: 'text', effectiveAt: 'text' },
    indexes: [
      ['teamId', 'kind', 'effectiveAt'],
      ['kind', 'effectiveAt'],
    ],
  },
  keysOf: ({ type, data }) => {
    const addOn = `${data.teamId}.${data.product}`;
    return type === 'ChargeIssued' ? [`${addOn}.${data.chargeId}`] : [addOn];
  },
  on: {
    AddOnPurchased: purchased,
    AddOnRemovalScheduled: removalScheduled,
    AddOnRemovalWithdrawn: removalWithdrawn,
    AddOnRenewed: renewed,
    EditionChanged: editionChanged,
    EditionChangeScheduled: (row, { data }) => withScheduled(row, data.to),
    EditionChangeWithdrawn: (row) => withScheduled(row, null),
    ChargeIssued: charged,
  },
});
