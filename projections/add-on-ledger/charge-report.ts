import type { ChargeReason, Edition, Money } from '@ledgerdesk/events';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Group, groupsOf } from '../groups.js';
import { monthOf } from '../months.js';
import { type ReportFilter, within } from '../report-filter.js';
import { addOnLedger, type ChargeRow } from './definition.js';

/** What was charged for one thing in one currency, by the month (UTC) in which it fell due. */
export interface ChargedMonth {
  readonly month: string;
  readonly product: string;
  readonly edition: Edition;
  readonly reason: ChargeReason;
  readonly charges: number;
  readonly amount: Money;
}

export interface ChargeReport {
  /** By currency. */
  readonly total: readonly Money[];
  readonly items: readonly ChargedMonth[];
}

const sumOf = (charges: Group<ChargeRow>): Money => ({
  minor: charges.reduce((sum, { amount }) => sum + amount.minor, 0),
  currency: charges[0].amount.currency,
});

const nameOf = ({ effectiveAt, product, edition, reason, amount }: ChargeRow): string =>
  [monthOf(effectiveAt), product, edition, reason, amount.currency].join(' ');

const monthly = (charges: Group<ChargeRow>): ChargedMonth => {
  const [{ effectiveAt, product, edition, reason }] = charges;
  return { month: monthOf(effectiveAt), product, edition, reason, charges: charges.length, amount: sumOf(charges) };
};

/** P9, P10, P14: what was charged, in all and by month, product, edition, reason and currency. */
export const chargeReportOf = async (reader: RowReader, filter: ReportFilter): Promise<ChargeReport> => {
  const where = [{ column: 'kind', is: '=', value: 'charge' } as const, ...within(filter, 'effectiveAt')];
  const charges = (await reader.find<ChargeRow>(addOnLedger.name, { where })).map(({ row }) => row);
  return {
    total: groupsOf(charges, ({ amount }) => amount.currency).map(sumOf),
    items: groupsOf(charges, nameOf).map(monthly),
  };
};
