import type { TimeZones } from '@ledgerdesk/business-time';
import type { ChargeReason, Edition, Money } from '@ledgerdesk/events';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { type NonEmpty, groupBy } from '../group-by.js';
import { type MonthOf, monthOf as monthInUtc, monthsIn } from '../month-of.js';
import { type MonthlyReportFilter, type ReportFilter, reportConditions } from '../report-filter.js';
import { addOnLedger, type ChargeRow } from './definition.js';

/** The charges for one product, edition and reason in one currency that fell due in one month. */
export interface MonthlyCharges {
  readonly month: string;
  readonly product: string;
  readonly edition: Edition;
  readonly reason: ChargeReason;
  readonly charges: number;
  readonly amount: Money;
}

export interface ChargeReport {
  /** One amount per currency. */
  readonly total: readonly Money[];
  readonly items: readonly MonthlyCharges[];
}

const sumOf = (charges: NonEmpty<ChargeRow>): Money => ({
  minor: charges.reduce((sum, { amount }) => sum + amount.minor, 0),
  currency: charges[0].amount.currency,
});

const groupKey = ({ effectiveAt, product, edition, reason, amount }: ChargeRow, monthOf: MonthOf): string =>
  [monthOf(effectiveAt), product, edition, reason, amount.currency].join(' ');

const monthly = (charges: NonEmpty<ChargeRow>, monthOf: MonthOf): MonthlyCharges => {
  const [{ effectiveAt, product, edition, reason }] = charges;
  return { month: monthOf(effectiveAt), product, edition, reason, charges: charges.length, amount: sumOf(charges) };
};

/** P9, P10, P14: totals per currency, and charges by month, product, edition, reason and currency. */
export const readChargeReport = async (
  reader: RowReader,
  filter: ReportFilter,
  monthOf: MonthOf = monthInUtc,
): Promise<ChargeReport> => {
  const where = [{ column: 'kind', is: '=', value: 'charge' } as const, ...reportConditions(filter, 'effectiveAt')];
  const charges = (await reader.find<ChargeRow>(addOnLedger.name, { where })).map(({ row }) => row);
  return {
    total: groupBy(charges, ({ amount }) => amount.currency).map(sumOf),
    items: groupBy(charges, (charge) => groupKey(charge, monthOf)).map((group) => monthly(group, monthOf)),
  };
};

/** P9, P10, P14: the report of charges, with months in the time zone of the filter. */
export const chargeReportQuery = (zones: TimeZones): NamedQuery<MonthlyReportFilter, ChargeReport> => ({
  name: 'charge-report',
  models: () => [addOnLedger.name],
  run: (rows, { timeZone, ...filter }) => readChargeReport(rows, filter, monthsIn(timeZone, zones)),
});
