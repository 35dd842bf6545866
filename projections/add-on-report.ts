import type { TimeZones } from '@ledgerdesk/business-time';
import { type Edition, EDITIONS, type Money } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { addOnLedger, type ChargeRow } from './add-on-ledger/definition.js';
import { addOnTerms, type AddOnTermsRow } from './add-on-terms/definition.js';
import { reportConditions } from './report-filter.js';
import { REPORT_DEFAULTS } from './report-defaults.js';
import { reportRows } from './report-rows.js';
import { GroupedReport, type ReportAnswer, type ReportDefinition } from './reports/grouped-report.js';
import { groupingsOf } from './reports/groupings.js';
import { type Interval, type Since, spansOf } from './reports/interval.js';
import { endedAtMoment, stockChanges, stockGroupings, type StockReportRequest, withStocks } from './reports/stocks.js';

interface AddOnCounts {
  /** Add-ons that are active at the end of the bucket. */
  readonly active: number;
  /** Add-ons that were bought in the bucket. */
  readonly gained: number;
  /** Add-ons that ended in the bucket (P11). */
  readonly lost: number;
  /** Changes to a higher edition, and to a lower one (P14), under the new edition. */
  readonly upgraded: number;
  readonly downgraded: number;
  /** Charges that became due in the bucket. */
  readonly charges: number;
}

/** Add-ons at the end of a bucket, what changed their number in it, and what became due in it. */
export interface AddOnMeasures extends AddOnCounts {
  /** Sum of the charges, by currency. */
  readonly revenue: readonly Money[];
}

interface AddOnFact {
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  readonly at: Instant;
  readonly count: keyof AddOnCounts;
  readonly by: 1 | -1;
  /** Of a charge. */
  readonly amount?: Money;
}

/** Adds up changes of the number of add-ons, and charges. */
class AddOnTally {
  readonly #counts = { active: 0, gained: 0, lost: 0, upgraded: 0, downgraded: 0, charges: 0 };
  readonly #minor = new Map<string, number>();

  add({ count, by, amount }: AddOnFact): void {
    this.#counts[count] += by;
    if (amount) this.#minor.set(amount.currency, (this.#minor.get(amount.currency) ?? 0) + amount.minor);
  }

  measures(): AddOnMeasures {
    const sums = [...this.#minor].sort(([a], [b]) => (a < b ? -1 : 1));
    return { ...this.#counts, revenue: sums.map(([currency, minor]) => ({ minor, currency })) };
  }
}

/** The facts are changes of the number of add-ons, and charges, when they take effect. */
const addOnDefinition: ReportDefinition<AddOnFact, AddOnMeasures> = {
  startOf: ({ at }) => at,
  values: { team: ({ teamId }) => teamId, product: ({ product }) => product, edition: ({ edition }) => edition },
  tally: () => new AddOnTally(),
};

const STOCKS = ['active'] as const satisfies readonly (keyof AddOnCounts)[];

export const ADD_ON_GROUPINGS = stockGroupings(addOnDefinition.values);

/** The editions over time, with a removal that has taken effect by the moment of the answer. */
const editionsOf = ({ terms, endsAt }: AddOnTermsRow, moment: Instant): readonly Since<Edition | null>[] => {
  const editions = terms.map(({ at, edition }) => ({ at, value: edition }));
  return endsAt === null || endsAt > moment ? editions : [...editions, { at: endsAt, value: null }];
};

/** What a change of edition counts as, and under which edition; undefined if nothing changed. */
const changeOf = (
  before: Edition | null,
  after: Edition | null,
): { readonly count: keyof AddOnCounts; readonly edition: Edition } | undefined => {
  if (after === null) return before === null ? undefined : { count: 'lost', edition: before };
  if (before === null) return { count: 'gained', edition: after };
  return { count: EDITIONS.indexOf(after) > EDITIONS.indexOf(before) ? 'upgraded' : 'downgraded', edition: after };
};

/** Returns the facts of an add-on in an interval. */
const factsOf = (row: AddOnTermsRow, { at: moment, ...interval }: Interval & { readonly at: Instant }): AddOnFact[] => {
  const { teamId, product } = row;
  const editions = editionsOf(row, moment);
  const stocks = spansOf(editions).flatMap(({ value: edition, ...span }) =>
    edition === null
      ? []
      : stockChanges(span, interval).map((change) => ({
          teamId,
          product,
          edition,
          count: 'active' as const,
          ...change,
        })),
  );
  const flows = editions.flatMap(({ at, value }, index) => {
    const change = changeOf(editions[index - 1]?.value ?? null, value);
    return change ? [{ teamId, product, at, by: 1 as const, ...change }] : [];
  });
  return [...stocks, ...flows];
};

/** Counts add-ons at the end of each bucket, what was gained, lost and changed in it, and the charges. */
export const readAddOnReport = async (
  reader: RowReader,
  request: StockReportRequest,
  zones: TimeZones,
): Promise<ReportAnswer<AddOnMeasures> | Refusal> => {
  const ended = endedAtMoment(request);
  const report = new GroupedReport(addOnDefinition, ended, zones);
  const { team } = request;
  const ofTeam = team === undefined ? [] : [{ column: 'teamId', is: '=', value: team } as const];
  await reader.each(addOnTerms.name, ofTeam, (row: AddOnTermsRow) => {
    for (const fact of factsOf(row, ended)) report.add(fact);
  });
  const charges = [{ column: 'kind', is: '=', value: 'charge' } as const, ...reportConditions(ended, 'effectiveAt')];
  await reader.each(addOnLedger.name, charges, ({ teamId, product, edition, effectiveAt: at, amount }: ChargeRow) =>
    report.add({ teamId, product, edition, at, count: 'charges', by: 1, amount }),
  );
  const answer = report.answer();
  return isRefusal(answer) ? answer : withStocks(answer, STOCKS);
};

/** The report of add-ons, with buckets in the time zone of the request. */
export const addOnReportQuery = (
  zones: TimeZones,
): NamedQuery<StockReportRequest, ReportAnswer<AddOnMeasures> | Refusal> => ({
  name: 'add-on-report',
  models: () => [addOnTerms.name, addOnLedger.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'add-ons',
    rows: reportRows,
    defaults: REPORT_DEFAULTS,
    groupings: groupingsOf(addOnDefinition.values),
    facts: { stocks: STOCKS },
  },
  run: (rows, request) => readAddOnReport(rows, request, zones),
});
