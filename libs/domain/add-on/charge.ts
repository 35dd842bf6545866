import type { ChargeIssued, ChargeReason, DatePeriod, Edition, Fraction, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { roundHalfUp, proratedShare } from './prices.js';

/** The factors of an amount. */
interface ChargeTerms {
  readonly edition: Edition;
  /** Per seat and billing interval. */
  readonly unitPrice: Money;
  /** P14: the unit price already paid, which an upgrade deducts; null if nothing is deducted. */
  readonly replaces: Money | null;
  readonly seats: number;
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: DatePeriod;
}

/** Terms with the amount calculated from them. */
interface CalculatedTerms extends ChargeTerms {
  readonly amount: Money;
  /** The amount before rounding. */
  readonly exact: Fraction;
}

/** P9: calculates the amount, rounded half up once and never negative: there are no refunds (P11). */
export const calculateAmount = (terms: ChargeTerms): CalculatedTerms => {
  const { unitPrice, replaces, seats, remainingDays, periodDays } = terms;
  const exact = proratedShare(Math.max(unitPrice.minor - (replaces?.minor ?? 0), 0), seats, remainingDays, periodDays);
  return { ...terms, exact, amount: { minor: roundHalfUp(exact), currency: unitPrice.currency } };
};

/** The data of a charge other than its terms. */
interface ChargeDetails {
  readonly teamId: string;
  readonly product: string;
  readonly chargeId: string;
  readonly reason: ChargeReason;
  /** When the charge falls due. */
  readonly effectiveAt: Instant;
  /** Version of the price file; null if unknown. */
  readonly priceVersion: string | null;
  /** P1: who agreed on the unit price; null if it is listed. */
  readonly agreedBy: string | null;
}

/** Returns the event of a charge. */
export const charge = (details: ChargeDetails, terms: CalculatedTerms): ChargeIssued => {
  const { teamId, product, chargeId, reason, effectiveAt, priceVersion, agreedBy } = details;
  const { edition, amount, exact, unitPrice, replaces, seats, remainingDays, periodDays, period } = terms;
  return {
    type: 'ChargeIssued',
    data: {
      teamId,
      product,
      chargeId,
      reason,
      effectiveAt,
      edition,
      amount,
      exact,
      unitPrice,
      replaces,
      seats,
      remainingDays,
      periodDays,
      period,
      priceVersion,
      agreedBy,
    },
  };
};
