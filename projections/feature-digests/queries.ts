import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { groupBy, type NonEmpty } from '../group-by.js';
import { type ReportFilter, reportConditions } from '../report-filter.js';
import { featureDigests, type FeatureDigestReportRow } from './definition.js';

/** A feature and the number of teams it was explained to. */
export interface ExplainedFeature {
  readonly feature: string;
  readonly teams: number;
}

/** The digests of one quarter. */
export interface QuarterDigests {
  readonly quarter: string;
  readonly teams: number;
  /** Q1: each recipient gets one email. */
  readonly recipients: number;
  /** Sorted by feature id. */
  readonly features: readonly ExplainedFeature[];
}

export interface DigestReport {
  readonly items: readonly QuarterDigests[];
}

const quarterDigests = (rows: NonEmpty<FeatureDigestReportRow>): QuarterDigests => ({
  quarter: rows[0].quarter,
  teams: rows.length,
  recipients: rows.reduce((sum, { recipients }) => sum + recipients, 0),
  features: groupBy(
    rows.flatMap(({ features }) => features),
    (feature) => feature,
  ).map((occurrences) => ({ feature: occurrences[0], teams: occurrences.length })),
});

/** Q1, Q2: the digests sent, by quarter. Filters by send time. */
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
