import type { TimeZones } from '@ledgerdesk/business-time';
import type { ChargeReason, Edition, Money } from '@ledgerdesk/events';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { type MonthOf, monthOf as monthInUtc, monthsIn } from '../month-of.js';
import { type MonthlyReportFilter, type ReportFilter, reportConditions } from '../report-filter.js';
import { reportRows } from '../report-rows.js';
import { Tallies } from '../tallies.js';
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

type ChargeGroup = Pick<MonthlyCharges, 'month' | 'product' | 'edition' | 'reason'> & { readonly currency: string };

/** Adds up charges in one currency. */
class ChargesTally {
  #charges = 0;
  #minor = 0;

  constructor(private readonly currency: string) {}

  add(minor: number): void {
    this.#charges += 1;
    this.#minor += minor;
  }

  get amount(): Money {
    return { minor: this.#minor, currency: this.currency };
  }

  /** Returns the charges of a group. */
  of({ month, product, edition, reason }: ChargeGroup): MonthlyCharges {
    return { month, product, edition, reason, charges: this.#charges, amount: this.amount };
  }
}

/** P9, P10, P14: totals per currency, and charges by month, product, edition, reason and currency. */
export const readChargeReport = async (
  reader: RowReader,
  filter: ReportFilter,
  monthOf: MonthOf = monthInUtc,
): Promise<ChargeReport> => {
  const where = [{ column: 'kind', is: '=', value: 'charge' } as const, ...reportConditions(filter, 'effectiveAt')];
  const totals = new Tallies(({ currency }: Pick<ChargeGroup, 'currency'>) => new ChargesTally(currency));
  const groups = new Tallies((group: ChargeGroup) => ({ group, tally: new ChargesTally(group.currency) }));
  await reader.each<ChargeRow>(addOnLedger.name, where, ({ effectiveAt, product, edition, reason, amount }) => {
    const { minor, currency } = amount;
    totals.of({ currency }).add(minor);
    groups.of({ month: monthOf(effectiveAt), product, edition, reason, currency }).tally.add(minor);
  });
  return {
    total: totals.sorted().map(({ amount }) => amount),
    items: groups.sorted().map(({ group, tally }) => tally.of(group)),
  };
};

/** P9, P10, P14: the report of charges, with months in the time zone of the filter. */
export const chargeReportQuery = (zones: TimeZones): NamedQuery<MonthlyReportFilter, ChargeReport> => ({
  name: 'charge-report',
  models: () => [addOnLedger.name],
  readsManyRows: true,
  question: { kind: 'report', name: 'charges', rows: reportRows },
  run: (rows, { timeZone, ...filter }) => readChargeReport(rows, filter, monthsIn(timeZone, zones)),
});
