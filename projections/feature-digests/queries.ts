import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import type { DigestNotMailedReason } from '@ledgerdesk/events';
import { type ReportFilter, reportConditions } from '../report-filter.js';
import { reportRows } from '../report-rows.js';
import type { RowsApart } from '../reports/rows-apart.js';
import { Tallies } from '../tallies.js';
import { featureDigests, type FeatureDigestReportRow } from './definition.js';

/** A feature and the number of teams whose digest explains it. */
export interface ExplainedFeature {
  readonly feature: string;
  readonly teams: number;
}

/** A reason for which digests were not mailed, and the number of these mails. */
export interface NotMailed {
  readonly reason: DigestNotMailedReason;
  readonly mails: number;
}

/** The digests of one quarter. */
export interface QuarterDigests {
  readonly quarter: string;
  readonly teams: number;
  /** Q1: admins to whom the digests are addressed, one email each. */
  readonly recipients: number;
  /** Emails that the mail server has accepted. */
  readonly mailed: number;
  /** Emails that were not sent, by reason. */
  readonly notMailed: readonly NotMailed[];
  /** Emails with no recorded outcome: waiting to be sent, or from version 0.1.0, which recorded none. */
  readonly unconfirmed: number;
  /** Sorted by feature id. */
  readonly features: readonly ExplainedFeature[];
}

export interface DigestReport {
  readonly items: readonly QuarterDigests[];
}

/** Adds up the digests of one quarter. */
class QuarterTally {
  #teams = 0;
  #recipients = 0;
  #mailed = 0;
  readonly #reasons = new Tallies(({ reason }: Pick<NotMailed, 'reason'>) => ({ reason, mails: 0 }));
  readonly #features = new Tallies(({ feature }: Pick<ExplainedFeature, 'feature'>) => ({ feature, teams: 0 }));

  constructor(private readonly quarter: string) {}

  add({ recipients, mails, features }: FeatureDigestReportRow): void {
    this.#teams += 1;
    this.#recipients += recipients;
    for (const outcome of Object.values(mails)) {
      if (outcome === 'mailed') this.#mailed += 1;
      else this.#reasons.of({ reason: outcome }).mails += 1;
    }
    for (const feature of features) this.#features.of({ feature }).teams += 1;
  }

  digests(): QuarterDigests {
    const notMailed = this.#reasons.sorted();
    return {
      quarter: this.quarter,
      teams: this.#teams,
      recipients: this.#recipients,
      mailed: this.#mailed,
      notMailed,
      unconfirmed: this.#recipients - this.#mailed - notMailed.reduce((sum, { mails }) => sum + mails, 0),
      features: this.#features.sorted(),
    };
  }
}

/** Q1, Q2: the digests and the outcome of their mails, by quarter. Filters by the time of the digest. */
export const readDigestReport = async (reader: RowReader, filter: ReportFilter): Promise<DigestReport> => {
  const quarters = new Tallies(({ quarter }: Pick<QuarterDigests, 'quarter'>) => new QuarterTally(quarter));
  await reader.each<FeatureDigestReportRow>(featureDigests.name, reportConditions(filter, 'sentAt'), (row) =>
    quarters.of({ quarter: row.quarter }).add(row),
  );
  return { items: quarters.sorted().map((tally) => tally.digests()) };
};

/** The measures of digests by name: numbers by reason and by feature in place of lists. */
const namedMeasures = ({ quarter: _, notMailed, features, ...counts }: QuarterDigests) => ({
  ...counts,
  notMailed: Object.fromEntries(notMailed.map(({ reason, mails }) => [reason, mails])),
  features: Object.fromEntries(features.map(({ feature, teams }) => [feature, teams])),
});

/** The report with named measures, a total and an item for each quarter, and those of each digest apart. */
const measured = async (reader: RowReader, { apart, ...filter }: ReportFilter & { readonly apart?: RowsApart }) => {
  const total = new QuarterTally('');
  const quarters = new Tallies(({ quarter }: Pick<QuarterDigests, 'quarter'>) => new QuarterTally(quarter));
  await reader.each<FeatureDigestReportRow>(featureDigests.name, reportConditions(filter, 'sentAt'), (row) => {
    total.add(row);
    quarters.of({ quarter: row.quarter }).add(row);
    if (!apart || (apart.number.period ?? row.quarter) !== row.quarter) return;
    const own = new QuarterTally(row.quarter);
    own.add(row);
    apart.take(apart.row, namedMeasures(own.digests()));
  });
  return {
    total: namedMeasures(total.digests()),
    items: quarters.sorted().map((tally) => {
      const digests = tally.digests();
      return { group: {}, bucket: digests.quarter, ...namedMeasures(digests) };
    }),
  };
};

/** Q1, Q2: the report of quarterly digests. */
export const digestReportQuery: NamedQuery<ReportFilter, DigestReport> = {
  name: 'digest-report',
  models: () => [featureDigests.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'digests',
    defaults: { team: null, from: null, to: null },
    rows: reportRows,
    facts: { hasOwnPeriods: true, measured },
  },
  run: readDigestReport,
};
