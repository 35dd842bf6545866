import type { RowReader } from '@ledgerdesk/read-store';
import { NO_TRENDS, type QuarterTrends, teamTrends, type TeamTrendsRow } from './definition.js';

interface Count {
  readonly count: number;
}

/** Q4: a team's counts in a quarter. Lists are sorted by count, highest first; months are in calendar order. */
export interface TeamTrends extends Pick<QuarterTrends, 'requests' | 'breaches'> {
  readonly quarter: string;
  readonly issueTypes: readonly (Count & { readonly issueType: string })[];
  readonly products: readonly (Count & { readonly product: string })[];
  readonly months: readonly { readonly month: string; readonly requests: number; readonly breaches: number }[];
}

const byFrequency = (counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(counts).sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));

/** Reads a team's trends in a quarter, for the agenda of its root-cause session only (V5). */
export const trendsOf = async (reader: RowReader, teamId: string, quarter: string): Promise<TeamTrends> => {
  const row = await reader.get<TeamTrendsRow>(teamTrends.name, teamId);
  const { requests, breaches, issueTypes, products, months } = row?.quarters[quarter] ?? NO_TRENDS;
  return {
    quarter,
    requests,
    breaches,
    issueTypes: byFrequency(issueTypes).map(([issueType, count]) => ({ issueType, count })),
    products: byFrequency(products).map(([product, count]) => ({ product, count })),
    months: Object.entries(months)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, counted]) => ({ month, ...counted })),
  };
};
