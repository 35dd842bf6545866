import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import type { DigestNotMailedReason } from '@ledgerdesk/events';
import { groupBy, type NonEmpty } from '../group-by.js';
import { type ReportFilter, reportConditions } from '../report-filter.js';
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
  /** Emails of which neither is recorded: they wait to be sent, or are from version 0.1.0, which did not record it. */
  readonly unconfirmed: number;
  /** Sorted by feature id. */
  readonly features: readonly ExplainedFeature[];
}

export interface DigestReport {
  readonly items: readonly QuarterDigests[];
}

const sameWord = (word: string): string => word;

const quarterDigests = (rows: NonEmpty<FeatureDigestReportRow>): QuarterDigests => {
  const recipients = rows.reduce((sum, row) => sum + row.recipients, 0);
  const outcomes = rows.flatMap(({ mails }) => Object.values(mails));
  const reasons = outcomes.filter((outcome) => outcome !== 'mailed');
  return {
    quarter: rows[0].quarter,
    teams: rows.length,
    recipients,
    mailed: outcomes.length - reasons.length,
    notMailed: groupBy(reasons, sameWord).map((mails) => ({ reason: mails[0], mails: mails.length })),
    unconfirmed: recipients - outcomes.length,
    features: groupBy(
      rows.flatMap(({ features }) => features),
      sameWord,
    ).map((occurrences) => ({ feature: occurrences[0], teams: occurrences.length })),
  };
};

/** Q1, Q2: the digests and what became of their mails, by quarter. Filters by the time of the digest. */
export const readDigestReport = async (reader: RowReader, filter: ReportFilter): Promise<DigestReport> => {
  const found = await reader.find<FeatureDigestReportRow>(featureDigests.name, {
    where: reportConditions(filter, 'sentAt'),
  });
  return {
    items: groupBy(
      found.map(({ row }) => row),
      ({ quarter }) => quarter,
    ).map(quarterDigests),
  };
};

/** Q1, Q2: the report of quarterly digests. */
export const digestReportQuery: NamedQuery<ReportFilter, DigestReport> = {
  name: 'digest-report',
  models: () => [featureDigests.name],
  run: readDigestReport,
};
