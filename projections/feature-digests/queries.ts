import type { RowReader } from '@ledgerdesk/read-store';
import { groupsOf, type Group } from '../groups.js';
import { type ReportFilter, within } from '../report-filter.js';
import { featureDigests, type FeatureDigestReportRow } from './definition.js';

/** How often a feature was explained. */
export interface ExplainedFeature {
  readonly feature: string;
  readonly teams: number;
}

/** Digests of one quarter. */
export interface QuarterDigests {
  readonly quarter: string;
  readonly teams: number;
  /** Q1: one mail for each. */
  readonly recipients: number;
  /** By id. */
  readonly features: readonly ExplainedFeature[];
}

export interface DigestReport {
  readonly items: readonly QuarterDigests[];
}

const ofQuarter = (rows: Group<FeatureDigestReportRow>): QuarterDigests => ({
  quarter: rows[0].quarter,
  teams: rows.length,
  recipients: rows.reduce((sum, { recipients }) => sum + recipients, 0),
  features: groupsOf(
    rows.flatMap(({ features }) => features),
    (feature) => feature,
  ).map((all) => ({ feature: all[0], teams: all.length })),
});

/** Q1, Q2: what was sent, by quarter. */
export const digestsOf = async (reader: RowReader, filter: ReportFilter): Promise<DigestReport> => {
  const found = await reader.find<FeatureDigestReportRow>(featureDigests.name, { where: within(filter, 'sentAt') });
  return {
    items: groupsOf(
      found.map(({ row }) => row),
      ({ quarter }) => quarter,
    ).map(ofQuarter),
  };
};
