import type { TimeZones } from '@ledgerdesk/business-time';
import type { Refusal } from '@ledgerdesk/kernel';
import {
  ADD_ON_GROUPINGS,
  addOnReportQuery,
  AGENT_LOAD_GROUPINGS,
  agentLoadReportQuery,
  BACKLOG_GROUPINGS,
  backlogReportQuery,
  callbackReportQuery,
  CHARGE_GROUPINGS,
  chargeReportQuery,
  chatReportQuery,
  FOLLOW_UP_GROUPINGS,
  followUpReportQuery,
  type GroupedReportRequest,
  type Grouping,
  LIVE_GROUPINGS,
  PATTERN_GROUPINGS,
  patternReportQuery,
  RESPONSE_GROUPINGS,
  responseReportQuery,
  type StockReportRequest,
} from '@ledgerdesk/projections';
import type { NamedQuery } from '@ledgerdesk/read-store';

/** What the command asks of every report; `at` is the moment of the answer. */
export type ReportRequest = GroupedReportRequest & StockReportRequest;

/** A report of the command line. */
export interface ReportDeclaration {
  readonly groupings: readonly Grouping[];
  /** False for a report over all teams. */
  readonly hasTeam: boolean;
  /** True if the answer depends on its moment, besides the log. */
  readonly hasMoment: boolean;
  query(zones: TimeZones): NamedQuery<ReportRequest, object | Refusal>;
}

const declare = (
  groupings: readonly Grouping[],
  query: ReportDeclaration['query'],
  { hasTeam = true, hasMoment = false }: Partial<Pick<ReportDeclaration, 'hasTeam' | 'hasMoment'>> = {},
): ReportDeclaration => ({ groupings, query, hasTeam, hasMoment });

const ofMoment = { hasMoment: true } as const;

/** The reports that can be grouped, by the name that they have in `/v1/reports`. */
export const REPORTS: Readonly<Record<string, ReportDeclaration>> = {
  responses: declare(RESPONSE_GROUPINGS, responseReportQuery),
  charges: declare(CHARGE_GROUPINGS, chargeReportQuery),
  backlog: declare(BACKLOG_GROUPINGS, backlogReportQuery, ofMoment),
  'follow-ups': declare(FOLLOW_UP_GROUPINGS, followUpReportQuery),
  chats: declare(LIVE_GROUPINGS, chatReportQuery),
  callbacks: declare(LIVE_GROUPINGS, callbackReportQuery),
  'agent-load': declare(AGENT_LOAD_GROUPINGS, agentLoadReportQuery, { ...ofMoment, hasTeam: false }),
  'add-ons': declare(ADD_ON_GROUPINGS, addOnReportQuery, ofMoment),
  patterns: declare(PATTERN_GROUPINGS, patternReportQuery),
};
