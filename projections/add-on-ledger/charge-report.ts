import type { TimeZones } from '@ledgerdesk/business-time';
import type { ChargeReason, Edition, Money } from '@ledgerdesk/events';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { Condition, NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { type MonthOf, monthOf as monthInUtc, monthsIn } from '../month-of.js';
import { type ReportFilter, reportConditions } from '../report-filter.js';
import { REPORT_DEFAULTS } from '../report-defaults.js';
import { reportRows } from '../report-rows.js';
import {
  GroupedReport,
  type GroupedReportRequest,
  type ReportAnswer,
  type ReportDefinition,
  type ReportItem,
  type Tally,
} from '../reports/grouped-report.js';
import { groupingsOf } from '../reports/groupings.js';
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

/** The charges of one group in one bucket. */
export interface ChargeFigures {
  readonly charges: number;
  /** One amount per currency. */
  readonly amounts: readonly Money[];
}

/** Without groupings and bucket: by month, product, edition, reason and currency, without months that have none. */
export interface ChargeReport {
  /** One amount per currency. */
  readonly total: readonly Money[];
  readonly items: readonly (MonthlyCharges | ReportItem<ChargeFigures>)[];
}

/** A report by month. */
interface MonthlyChargeReport extends ChargeReport {
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

/** Adds up charges in any currency. */
class FiguresTally implements Tally<ChargeRow, ChargeFigures> {
  #charges = 0;
  readonly #amounts = new Tallies(({ currency }: Pick<ChargeGroup, 'currency'>) => new ChargesTally(currency));

  add({ amount: { minor, currency } }: ChargeRow): void {
    this.#charges += 1;
    this.#amounts.of({ currency }).add(minor);
  }

  measures(): ChargeFigures {
    return { charges: this.#charges, amounts: this.#amounts.sorted().map(({ amount }) => amount) };
  }
}

const definition: ReportDefinition<ChargeRow, ChargeFigures> = {
  startOf: ({ effectiveAt }) => effectiveAt,
  values: {
    team: ({ teamId }) => teamId,
    product: ({ product }) => product,
    edition: ({ edition }) => edition,
    reason: ({ reason }) => reason,
  },
  tally: () => new FiguresTally(),
};

/** What the report of charges can be grouped by. */
export const CHARGE_GROUPINGS = groupingsOf(definition.values);

const chargesWithin = (filter: ReportFilter): readonly Condition[] => [
  { column: 'kind', is: '=', value: 'charge' },
  ...reportConditions(filter, 'effectiveAt'),
];

/** P9, P10, P14: totals per currency, and charges by month, product, edition, reason and currency. */
export const readChargeReport = async (
  reader: RowReader,
  filter: ReportFilter,
  monthOf: MonthOf = monthInUtc,
): Promise<MonthlyChargeReport> => {
  const totals = new Tallies(({ currency }: Pick<ChargeGroup, 'currency'>) => new ChargesTally(currency));
  const groups = new Tallies((group: ChargeGroup) => ({ group, tally: new ChargesTally(group.currency) }));
  await reader.each<ChargeRow>(
    addOnLedger.name,
    chargesWithin(filter),
    ({ effectiveAt, product, edition, reason, amount }) => {
      const { minor, currency } = amount;
      totals.of({ currency }).add(minor);
      groups.of({ month: monthOf(effectiveAt), product, edition, reason, currency }).tally.add(minor);
    },
  );
  return {
    total: totals.sorted().map(({ amount }) => amount),
    items: groups.sorted().map(({ group, tally }) => tally.of(group)),
  };
};

/** The figures of charges by the groupings and buckets of the request, by the time at which they fell due. */
const readFigures = async (
  reader: RowReader,
  request: GroupedReportRequest,
  zones: TimeZones,
): Promise<ReportAnswer<ChargeFigures> | Refusal> => {
  const report = new GroupedReport(definition, request, zones);
  await reader.each<ChargeRow>(addOnLedger.name, chargesWithin(request), (charge) => report.add(charge));
  return report.answer();
};

/** P9, P10, P14: charges by the groupings and buckets of the request. */
const readGroupedCharges = async (
  reader: RowReader,
  request: GroupedReportRequest,
  zones: TimeZones,
): Promise<ChargeReport | Refusal> => {
  const answer = await readFigures(reader, request, zones);
  return isRefusal(answer) ? answer : { total: answer.total.amounts, items: answer.items };
};

/** P9, P10, P14: the report of charges, with months and buckets in the time zone of the request. */
export const chargeReportQuery = (zones: TimeZones): NamedQuery<GroupedReportRequest, ChargeReport | Refusal> => ({
  name: 'charge-report',
  models: () => [addOnLedger.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'charges',
    rows: reportRows,
    defaults: REPORT_DEFAULTS,
    groupings: CHARGE_GROUPINGS,
    facts: { measured: (rows, request: GroupedReportRequest) => readFigures(rows, request, zones) },
  },
  run: async (rows, request) =>
    request.groupBy || request.bucket
      ? readGroupedCharges(rows, request, zones)
      : readChargeReport(rows, request, monthsIn(request.timeZone, zones)),
});
