import type { TimeZones } from '@ledgerdesk/business-time';
import type { Refusal } from '@ledgerdesk/kernel';
import type { Condition, NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { countedConditions } from './report-filter.js';
import { REPORT_DEFAULTS } from './report-defaults.js';
import { reportRows } from './report-rows.js';
import {
  GroupedReport,
  type GroupedReportRequest,
  type ReportAnswer,
  type ReportDefinition,
} from './reports/grouped-report.js';
import { groupingsOf } from './reports/groupings.js';
import { isOpenState, ticketFlow, type TicketFlowRow } from './ticket-flow/definition.js';
import { ticketValues } from './ticket-values.js';

/** Tickets that were first solved at a time, and those of them that came back since. */
export interface FollowUpMeasures {
  readonly solved: number;
  /** Of these: tickets that were reopened at least once. */
  readonly reopened: number;
  /** Number of times that they were reopened. */
  readonly reopenings: number;
  /** Tickets that at least one other ticket follows up (V3). */
  readonly followedUp: number;
  /** Number of tickets that follow them up. */
  readonly followUps: number;
  /** Tickets that were reopened or followed up. */
  readonly returned: number;
  /** Shares of `solved`, from 0 to 1. Null: nothing was solved. */
  readonly reopenedRate: number | null;
  readonly followUpRate: number | null;
  readonly returnRate: number | null;
}

type SolvedTicket = TicketFlowRow & { readonly solvedAt: string };

/** A ticket that was solved, or one that follows it up. */
interface FollowUpFact {
  readonly kind: 'solved' | 'follow-up';
  /** The ticket that was solved. */
  readonly ticket: SolvedTicket;
  readonly isFollowedUp: boolean;
}

const isSolved = (ticket: TicketFlowRow): ticket is SolvedTicket => ticket.solvedAt !== null;

const reopeningsOf = ({ turns }: TicketFlowRow): number =>
  turns.filter(({ state }, index) => {
    const before = turns[index - 1]?.state;
    return before !== undefined && !isOpenState(before) && isOpenState(state);
  }).length;

/** Adds up solved tickets by how often they came back. */
class FollowUpTally {
  #solved = 0;
  #reopened = 0;
  #reopenings = 0;
  #followedUp = 0;
  #followUps = 0;
  #returned = 0;

  add({ ticket, kind, isFollowedUp }: FollowUpFact): void {
    if (kind === 'follow-up') {
      this.#followUps += 1;
      return;
    }
    const reopenings = reopeningsOf(ticket);
    this.#solved += 1;
    this.#reopened += reopenings > 0 ? 1 : 0;
    this.#reopenings += reopenings;
    this.#followedUp += isFollowedUp ? 1 : 0;
    this.#returned += reopenings > 0 || isFollowedUp ? 1 : 0;
  }

  measures(): FollowUpMeasures {
    return {
      solved: this.#solved,
      reopened: this.#reopened,
      reopenings: this.#reopenings,
      followedUp: this.#followedUp,
      followUps: this.#followUps,
      returned: this.#returned,
      reopenedRate: this.rate(this.#reopened),
      followUpRate: this.rate(this.#followedUp),
      returnRate: this.rate(this.#returned),
    };
  }

  private rate(part: number): number | null {
    return this.#solved === 0 ? null : part / this.#solved;
  }
}

/** The facts are the tickets that were solved, and those that follow them up, at the time of the first solution. */
const followUpDefinition: ReportDefinition<FollowUpFact, FollowUpMeasures> = {
  startOf: ({ ticket }) => ticket.solvedAt,
  values: { ...ticketValues(({ ticket }) => ticket), agent: ({ ticket }) => ticket.solvedBy },
  tally: () => new FollowUpTally(),
};

export const FOLLOW_UP_GROUPINGS = groupingsOf(followUpDefinition.values);

const IS_FOLLOW_UP: readonly Condition[] = [{ column: 'followUpOf', is: '>=', value: '' }];

/** Counts solved tickets, and those of them that were reopened or followed up. */
export const readFollowUps = async (
  reader: RowReader,
  request: GroupedReportRequest,
  zones: TimeZones,
): Promise<ReportAnswer<FollowUpMeasures> | Refusal> => {
  const report = new GroupedReport(followUpDefinition, request, zones);
  const followedUp = new Set<string>();
  await reader.each(ticketFlow.name, IS_FOLLOW_UP, ({ followUpOf }: TicketFlowRow) => {
    if (followUpOf !== null) followedUp.add(followUpOf);
  });
  const solved = new Map<string, SolvedTicket>();
  await reader.each(ticketFlow.name, countedConditions(request, 'solvedAt'), (ticket: TicketFlowRow) => {
    if (!isSolved(ticket)) return;
    const isFollowedUp = followedUp.has(ticket.ticketId);
    if (isFollowedUp) solved.set(ticket.ticketId, ticket);
    report.add({ kind: 'solved', ticket, isFollowedUp });
  });
  await reader.each(ticketFlow.name, IS_FOLLOW_UP, ({ followUpOf }: TicketFlowRow) => {
    const ticket = solved.get(followUpOf ?? '');
    if (ticket) report.add({ kind: 'follow-up', ticket, isFollowedUp: true });
  });
  return report.answer();
};

/** The report of reopened and followed-up tickets, with buckets in the time zone of the request. */
export const followUpReportQuery = (
  zones: TimeZones,
): NamedQuery<GroupedReportRequest, ReportAnswer<FollowUpMeasures> | Refusal> => ({
  name: 'follow-up-report',
  models: () => [ticketFlow.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'follow-ups',
    rows: reportRows,
    defaults: REPORT_DEFAULTS,
    groupings: groupingsOf(followUpDefinition.values),
  },
  run: (rows, request) => readFollowUps(rows, request, zones),
});
