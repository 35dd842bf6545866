import type { ChargeReason, DatePeriod, Edition, Fraction, Money, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** A team's add-on for a product (P13), as of its latest purchase. */
export type AddOnRow = {
  readonly kind: 'add-on';
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  readonly seats: number;
  readonly purchasedAt: Instant;
  readonly period: Readonly<DatePeriod>;
  readonly renewsAt: Instant;
  /** When the entitlement ends (P11); null if no removal is scheduled. */
  readonly removalEffectiveAt: Instant | null;
  /** P14: the edition from the next renewal on; null if no change is scheduled. */
  readonly scheduledEdition: Edition | null;
};

/** A charge and the figures it was calculated from (P9). */
export type ChargeRow = {
  readonly kind: 'charge';
  readonly teamId: string;
  readonly product: string;
  readonly chargeId: string;
  readonly reason: ChargeReason;
  readonly edition: Edition;
  readonly amount: Readonly<Money>;
  /** The amount before rounding. */
  readonly exact: Readonly<Fraction>;
  readonly unitPrice: Readonly<Money>;
  /** The unit price that an upgrade deducts; null for other charges. */
  readonly replaces: Readonly<Money> | null;
  /** P1: who in sales agreed on the unit price; null if it was listed. */
  readonly agreedBy: string | null;
  readonly seats: number;
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: Readonly<DatePeriod>;
  /** When the charge fell due, which may be before `issuedAt`. */
  readonly effectiveAt: Instant;
  readonly issuedAt: Instant;
};

type Row = AddOnRow | ChargeRow | undefined;

const purchased = (_row: Row, { data, occurredAt }: LoggedEvent<'AddOnPurchased'>): Row => ({
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

const removalScheduled = (row: Row, { data }: LoggedEvent<'AddOnRemovalScheduled'>): Row =>
  withRemoval(row, data.effectiveAt);

const removalWithdrawn = (row: Row): Row => withRemoval(row, null);

const renewed = (row: Row, { data: { edition, seats, period, renewsAt } }: LoggedEvent<'AddOnRenewed'>): Row =>
  row?.kind === 'add-on' ? { ...row, edition, seats, period, renewsAt } : row;

const editionChanged = (row: Row, { data: { to } }: LoggedEvent<'EditionChanged'>): Row =>
  row?.kind === 'add-on' ? { ...row, edition: to, scheduledEdition: null } : row;

const withScheduled = (row: Row, scheduledEdition: Edition | null): Row =>
  row?.kind === 'add-on' ? { ...row, scheduledEdition } : row;

const charged = (_row: Row, { data, occurredAt }: LoggedEvent<'ChargeIssued'>): Row => ({
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
  agreedBy: data.agreedBy,
  seats: data.seats,
  remainingDays: data.remainingDays,
  periodDays: data.periodDays,
  period: data.period,
  effectiveAt: data.effectiveAt ?? occurredAt,
  issuedAt: occurredAt,
});

/** The add-ons and charges of each team, one row per add-on and per charge. */
export const addOnLedger = defineProjection({
  name: 'add-on-ledger',
  version: 6,
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
    AddOnSeatsChanged: (row, { data: { to: seats } }) => (row?.kind === 'add-on' ? { ...row, seats } : row),
    EditionChanged: editionChanged,
    EditionChangeScheduled: (row, { data }) => withScheduled(row, data.to),
    EditionChangeWithdrawn: (row) => withScheduled(row, null),
    ChargeIssued: charged,
  },
});
